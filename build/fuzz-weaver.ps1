# Generates random C# methods over replicated types, weaves and runs them beside their unwoven twins, and verifies the woven code.
#   build/fuzz-weaver.ps1                          2,000 methods with a new seed, which it prints
#   build/fuzz-weaver.ps1 --methods N --seed S     N methods, the same ones for the same seed
#   build/fuzz-weaver.ps1 --seed S --first N --methods 1    one of them again
# Only commands of the PowerShell engine itself, see docs/scripts.md.
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
$ExecutionContext.SessionState.Path.SetLocation($root) > $null
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'; $env:DOTNET_NOLOGO = '1'

& "$PSScriptRoot/require-sdk.ps1"
if ($LASTEXITCODE -ne 0) { exit 1 }
dotnet build Fuzz/Fuzz.csproj --configuration Release --verbosity quiet --nologo -consoleLoggerParameters:NoSummary
if ($LASTEXITCODE -ne 0) { exit 1 }
dotnet Fuzz/bin/Release/net10.0/Fuzz.dll @args
exit $LASTEXITCODE
