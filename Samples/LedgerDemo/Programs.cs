using System.Diagnostics;
using System.Reflection;

namespace LedgerDemo;

/// <summary>The programs that the demo starts, where the build has put them.</summary>
sealed record Programs(string Ledger, string Standby)
{
    internal static Programs Find()
    {
        Dictionary<string, string?> paths = typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .ToDictionary(path => path.Key, path => path.Value);
        var programs = new Programs(paths["Ledger"]!, paths["Standby"]!);
        foreach (string path in new[] { programs.Ledger, programs.Standby })
        {
            if (!File.Exists(path))
                throw new DemoException($"{path} is missing; build/demo builds it.");
        }

        return programs;
    }

    /// <summary>The dotnet that runs this program runs the others too.</summary>
    internal static ProcessStartInfo Dotnet(IEnumerable<string> arguments) => new(Environment.ProcessPath!, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
