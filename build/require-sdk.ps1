# Succeeds where the .NET SDK that global.json asks for is there; otherwise says what to get and where.
# Only commands of the PowerShell engine itself, see docs/scripts.md.
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
$ExecutionContext.SessionState.Path.SetLocation($root) > $null
$wanted = [regex]::Match([IO.File]::ReadAllText("$root/global.json"), '"version":\s*"(\d+\.\d+)\.').Groups[1].Value

if (-not (Get-Command dotnet -CommandType Application -ErrorAction Ignore)) {
    [Console]::Error.WriteLine("The .NET SDK $wanted is needed and there is no 'dotnet' on the PATH.")
} else {
    dotnet --version > $null 2> $null
    if ($LASTEXITCODE -eq 0) { exit 0 }
    [Console]::Error.WriteLine("The .NET SDK $wanted is needed; this 'dotnet' has only:")
    dotnet --list-sdks
}
[Console]::Error.WriteLine("Get it from dotnet.microsoft.com/download/dotnet/$wanted, or: winget install Microsoft.DotNet.SDK.$($wanted.Split('.')[0])")
exit 1
