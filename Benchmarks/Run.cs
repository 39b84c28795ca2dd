using System.Diagnostics;
using System.Text.Json;
using Benchmarks.Table;

namespace Benchmarks;

/// <summary>One run of the sections, each in its process, and one table of all of them.</summary>
static class Run
{
    internal static int All(string[] args, string[] sections)
    {
        if (!TryParse(args, ref sections, out bool quick))
        {
            Console.Error.WriteLine($"usage: bench [--quick] [--only {string.Join('|', sections)}]");
            return 2;
        }
        var rows = new List<Row>();
        foreach (string section in sections)
        {
            Console.WriteLine($"measuring: {section}");
            rows.AddRange(Measure(section, quick));
        }
        string report = Report.Write(rows, quick);
        Directory.CreateDirectory("artifacts");
        File.WriteAllText(Path.Combine("artifacts", "bench.md"), report);
        Console.WriteLine();
        Console.Write(report);
        return 0;
    }

    static bool TryParse(string[] args, ref string[] sections, out bool quick)
    {
        quick = false;
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--quick")
                quick = true;
            else if (args[i] == "--only" && i + 1 < args.Length && sections.Contains(args[i + 1]))
                sections = [args[++i]];
            else
                return false;
        }
        return true;
    }

    static List<Row> Measure(string section, bool quick)
    {
        string file = Path.GetTempFileName();
        try
        {
            using var process = Self.Start(new ProcessStartInfo(), "section", section, quick ? "quick" : "full", file);
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"section '{section}' ended with exit code {process.ExitCode}");
            return JsonSerializer.Deserialize<List<Row>>(File.ReadAllText(file))!;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
