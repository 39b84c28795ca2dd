namespace Replicated.Tests.Service;

/// <summary>Where the programs are that tests run as processes of their own.</summary>
internal static class TestPrograms
{
    internal static string Service { get; } = Path.Combine(AppContext.BaseDirectory, "replicated-standby.dll");

    internal static string Followed => Find("Followed");

    internal static string Unwoven => Find("Unwoven");

    internal static string OtherHook => Find("OtherHook");

    internal static string LeaseHolder => Find("LeaseHolder");

    internal static RunningProgram StartService(IEnumerable<string> arguments, params (string Name, string? Value)[] environment) =>
        RunningProgram.Start("dotnet", arguments.Prepend(Service), environment);

    /// <summary>Programs are built beside the tests, for the same configuration and platform.</summary>
    static string Find(string name)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var tests = output.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(tests, "Programs", name, "bin", output.Parent.Name, output.Name, name + ".dll");
    }
}
