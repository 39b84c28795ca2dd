# Measures and prints one table with budgets; writes it to artifacts/bench.md.
#   build/bench.ps1                 everything, within 30 minutes
#   build/bench.ps1 --quick         fewer repetitions, within 5 minutes
#   build/bench.ps1 --only SECTION  store, encoding, throughput, bytes, latency, synchronized, held, collections, churn or weaving
# Only commands of the PowerShell engine itself, see docs/scripts.md.
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
$ExecutionContext.SessionState.Path.SetLocation($root) > $null
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'; $env:DOTNET_NOLOGO = '1'

& "$PSScriptRoot/require-sdk.ps1"
if ($LASTEXITCODE -ne 0) { exit 1 }
dotnet build Benchmarks/Benchmarks.csproj --configuration Release --verbosity quiet --nologo -consoleLoggerParameters:NoSummary
if ($LASTEXITCODE -ne 0) { exit 1 }
dotnet Benchmarks/bin/Release/net10.0/Benchmarks.dll @args
exit $LASTEXITCODE
