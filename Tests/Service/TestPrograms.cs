using Replicated.Tests.House;

namespace Replicated.Tests.Service;

/// <summary>Where the programs are that tests run as processes of their own.</summary>
internal static class TestPrograms
{
    internal static string Service { get; } = Path.Combine(AppContext.BaseDirectory, "replicated-standby.dll");

    internal static string Followed => Find("Followed");

    internal static string Unwoven => Find("Unwoven");

    internal static string OtherHook => Find("OtherHook");

    internal static string LeaseHolder => Find("LeaseHolder");

    internal static string Native => Find("Native");

    internal static string Reloaded => Find("Reloaded");

    internal static string Ledger => FindUnder("Samples", "Ledger");

    internal static string Orders => FindUnder("Samples", "Orders");

    internal static string StateFuzz => FindUnder("StateFuzz");

    internal static RunningProgram StartService(IEnumerable<string> arguments, params (string Name, string? Value)[] environment) =>
        RunningProgram.Start("dotnet", arguments.Prepend(Service), environment);

    static string Find(string name) => FindUnder("Tests", "Programs", name);

    /// <summary>Programs are built with the tests, for the same configuration and platform.</summary>
    static string FindUnder(params string[] folders)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine([Repository.Root, .. folders, "bin", output.Parent!.Name, output.Name, folders[^1] + ".dll"]);
    }
}
