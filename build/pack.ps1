# Packs Replicated.Fody, Replicated.Runtime and the tool replicated-standby into artifacts/packages. Options go to `dotnet pack`:
#   build/pack.ps1 -p:PackageVersion=0.2.0-beta.1
# $env:CONFIGURATION = 'Debug' packs the build for debugging.
# Only commands of the PowerShell engine itself, see docs/scripts.md.
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
$ExecutionContext.SessionState.Path.SetLocation($root) > $null
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'; $env:DOTNET_NOLOGO = '1'; $env:DOTNET_CLI_UI_LANGUAGE = 'en'

& "$PSScriptRoot/require-sdk.ps1"
if ($LASTEXITCODE -ne 0) { exit 1 }
$configuration = if ($env:CONFIGURATION) { $env:CONFIGURATION } else { 'Release' }
foreach ($project in 'Replicated.Runtime', 'Replicated.Fody', 'Replicated.Standby') {
    dotnet pack "$project/$project.csproj" --configuration $configuration --verbosity quiet "-p:PackageOutputPath=$root/artifacts/packages" @args
    if ($LASTEXITCODE -ne 0) { exit 1 }
}
exit 0
