# Builds everything, formatting and analyzers included, and runs all tests. Options go to `dotnet test`:
#   build/test.ps1 --filter FullyQualifiedName~Takeover
# The last line is `N passed, N failed, N skipped`. Fails if a test or the build fails, or if no test ran.
# Only commands of the PowerShell engine itself, see docs/scripts.md.
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
$ExecutionContext.SessionState.Path.SetLocation($root) > $null
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'; $env:DOTNET_NOLOGO = '1'; $env:DOTNET_CLI_UI_LANGUAGE = 'en'

function Show-Failure($reason) {
    $reason
    '0 passed, 0 failed, 0 skipped'
}

& "$PSScriptRoot/require-sdk.ps1"
if ($LASTEXITCODE -ne 0) { Show-Failure 'No .NET SDK: nothing was built, no test ran.'; exit 1 }
if (-not (Get-Command protoc -CommandType Application -ErrorAction Ignore)) {
    "Without 'protoc' its test is skipped. Get it with: winget install protobuf"
}

dotnet restore Replicated.sln
if ($LASTEXITCODE -ne 0) { Show-Failure 'The restore failed: no test ran.'; exit 1 }
dotnet build Replicated.sln --configuration Release --no-restore
if ($LASTEXITCODE -ne 0) { Show-Failure 'The build failed: no test ran.'; exit 1 }

$results = "$root/artifacts/test/$PID-ps1"
if ([IO.Directory]::Exists($results)) { [IO.Directory]::Delete($results, $true) }
dotnet test Replicated.sln --configuration Release --no-build --results-directory $results --logger trx `
    --blame-hang --blame-hang-timeout 10m --blame-hang-dump-type none @args
$code = $LASTEXITCODE

# The counts are those of the result files: one result per test, whatever the console showed.
$tests = @()
if ([IO.Directory]::Exists($results)) {
    $tests = @([IO.Directory]::GetFiles($results, '*.trx') | ForEach-Object { ([xml][IO.File]::ReadAllText($_)).TestRun.Results.UnitTestResult } | Where-Object { $_ })
}
$passed = @($tests | Where-Object { $_.outcome -eq 'Passed' }).Count
$skipped = @($tests | Where-Object { $_.outcome -eq 'NotExecuted' })
$failed = $tests.Count - $passed - $skipped.Count

$skipped | ForEach-Object { "skipped: $($_.testName): $($_.Output.ErrorInfo.Message)" }
if ($passed + $failed -eq 0) {
    'No test ran.'
    $code = 1
} elseif ($failed -gt 0) {
    $code = 1
} elseif ($code -ne 0) {
    "The test run ended with exit code $code."
}
"$passed passed, $failed failed, $($skipped.Count) skipped"
exit $code
