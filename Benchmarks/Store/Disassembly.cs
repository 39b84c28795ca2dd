using System.Diagnostics;

namespace Benchmarks.Store;

/// <summary>Prints the machine code of the stores of <see cref="HotPath"/>, as the runtime itself shows it.</summary>
static class Disassembly
{
    const string Begin = "; Assembly listing for method ";

    internal static int Print()
    {
        string file = Path.GetTempFileName();
        try
        {
            var how = new ProcessStartInfo();
            how.Environment["DOTNET_JitDisasm"] = "Benchmarks.Store.HotPath:* Replicated.Marks.MarkList:Mark Replicated.Woven.Tracker:Mark";
            how.Environment["DOTNET_JitDisasmDiffable"] = "1";
            how.Environment["DOTNET_JitStdOutFile"] = file;
            using var process = Self.Start(how, HotPath.Role);
            process.WaitForExit();
            foreach (string listing in Optimized(File.ReadAllText(file)))
                Console.WriteLine(Begin + listing.TrimEnd() + Environment.NewLine);
            return process.ExitCode;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Each method is compiled quickly at first and with what was learned later; the last counts.</summary>
    static IEnumerable<string> Optimized(string all) => all.Split(Begin).Skip(1).Where(listing => listing.Split('\n')[0].Contains("(Tier1)", StringComparison.Ordinal));
}
