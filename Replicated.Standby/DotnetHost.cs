namespace Replicated.Standby;

/// <summary>Finds the host that runs a .dll: the one that runs this process, or the one of the installation.</summary>
internal static class DotnetHost
{
    static string FileName => OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    internal static string Find() => Find(Environment.ProcessPath, Environment.GetEnvironmentVariable("DOTNET_ROOT"), File.Exists);

    internal static string Find(string? ownProcess, string? root, Func<string, bool> exists)
    {
        if (Path.GetFileName(ownProcess) == FileName)
            return ownProcess!;
        if (!string.IsNullOrEmpty(root) && exists(Path.Combine(root, FileName)))
            return Path.Combine(root, FileName);
        return FileName;
    }
}
