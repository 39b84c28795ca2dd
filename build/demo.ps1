# Kills a bank under load and lets its standby carry on; options in build/demo.ps1 --help, exit codes too.
# Only commands of the PowerShell engine itself, see docs/scripts.md.
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
$ExecutionContext.SessionState.Path.SetLocation($root) > $null
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'; $env:DOTNET_NOLOGO = '1'; $env:DOTNET_CLI_UI_LANGUAGE = 'en'

& "$PSScriptRoot/require-sdk.ps1"
if ($LASTEXITCODE -ne 0) { exit 1 }
dotnet build Samples/LedgerDemo/LedgerDemo.csproj --configuration Release --verbosity quiet
if ($LASTEXITCODE -ne 0) { exit 1 }
dotnet Samples/LedgerDemo/bin/Release/net10.0/LedgerDemo.dll @args
exit $LASTEXITCODE
