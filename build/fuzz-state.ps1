# Changes a graph of random classes and collections at random, and compares active and standby.
#   build/fuzz-state.ps1                           200,000 changes in 20 programs, from a new seed on, which it prints
#   build/fuzz-state.ps1 --operations N --seeds M  N changes in M programs
#   build/fuzz-state.ps1 --operations N --seeds 1 --seed S   one of them again; with --each compared after each commit
# Only commands of the PowerShell engine itself, see docs/scripts.md.
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
$ExecutionContext.SessionState.Path.SetLocation($root) > $null
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'; $env:DOTNET_NOLOGO = '1'

& "$PSScriptRoot/require-sdk.ps1"
if ($LASTEXITCODE -ne 0) { exit 1 }
dotnet build StateFuzz/StateFuzz.csproj --configuration Release --verbosity quiet --nologo -consoleLoggerParameters:NoSummary
if ($LASTEXITCODE -ne 0) { exit 1 }
dotnet StateFuzz/bin/Release/net10.0/StateFuzz.dll @args
exit $LASTEXITCODE
