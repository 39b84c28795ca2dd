using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Fuzz;

/// <summary>A long run in processes, one after the other: what is loaded stays, and would fill a single one.</summary>
static class FuzzProcesses
{
    /// <summary>Methods that one process runs.</summary>
    const int Share = 4_000;

    internal static FuzzReport Run(FuzzOptions options, TextWriter log)
    {
        var report = new FuzzReport { Seed = options.Seed, Next = options.First };
        while (report.Methods < options.Methods)
        {
            var share = options with { Methods = Math.Min(Share, options.Methods - report.Methods), First = report.Next };
            if (RunOne(share, log) is not { } part)
            {
                report.Findings.Add($"the process ended before its time; again with: build/fuzz-weaver --seed {share.Seed} --first {share.First} --methods {share.Methods}");
                return report;
            }
            report.Add(part);
            log.WriteLine($"{report.Methods} ran");
        }
        return report;
    }

    /// <summary>Called in the other process.</summary>
    internal static void Save(FuzzReport report, string file) => File.WriteAllText(file, JsonSerializer.Serialize(report));

    /// <returns>Null where the process ended without a report.</returns>
    static FuzzReport? RunOne(FuzzOptions share, TextWriter log)
    {
        string file = Path.GetTempFileName();
        try
        {
            using var process = Start("--methods", Text(share.Methods), "--seed", Text(share.Seed), "--first", Text(share.First), "--report", file);
            while (process.StandardOutput.ReadLine() is { } line)
                log.WriteLine(line);
            process.WaitForExit();
            string text = File.ReadAllText(file);
            return text.Length == 0 ? null : JsonSerializer.Deserialize<FuzzReport>(text);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>This program is started by itself, or by the command that runs any.</summary>
    static Process Start(params string[] arguments)
    {
        string program = Environment.ProcessPath!;
        bool isMuxer = Path.GetFileNameWithoutExtension(program) == "dotnet";
        IEnumerable<string> all = isMuxer ? [typeof(FuzzProcesses).Assembly.Location, .. arguments] : arguments;
        return Process.Start(new ProcessStartInfo(program, all) { RedirectStandardOutput = true })!;
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
