using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Fuzz;

/// <summary>A long run in processes, one after the other: what is loaded stays, and would fill a single one.</summary>
/// <param name="command">The options that choose the kind of run, as they are on the command line.</param>
/// <param name="share">How many one process runs.</param>
sealed class FuzzProcesses(string command, int share)
{
    internal TReport Run<TReport>(FuzzOptions options, TextWriter log)
        where TReport : class, IFuzzReport<TReport>
    {
        var report = TReport.From(options);
        while (report.Ran < options.Methods)
        {
            var next = options with { Methods = Math.Min(share, options.Methods - report.Ran), First = report.Next };
            if (RunOne<TReport>(next, log) is not { } part)
            {
                report.Findings.Add($"the process ended before its time; again with: build/fuzz-weaver {command}--seed {next.Seed} --first {next.First} --methods {next.Methods}");
                return report;
            }
            report.Add(part);
            log.WriteLine($"{report.Ran} ran");
        }
        return report;
    }

    /// <summary>Called in the other process.</summary>
    internal static void Save<TReport>(TReport report, string file) => File.WriteAllText(file, JsonSerializer.Serialize(report));

    /// <returns>Null where the process ended without a report.</returns>
    TReport? RunOne<TReport>(FuzzOptions options, TextWriter log)
        where TReport : class
    {
        string file = Path.GetTempFileName();
        try
        {
            using var process = Start([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--methods", Text(options.Methods), "--seed", Text(options.Seed), "--first", Text(options.First), "--report", file]);
            while (process.StandardOutput.ReadLine() is { } line)
                log.WriteLine(line);
            process.WaitForExit();
            string text = File.ReadAllText(file);
            return text.Length == 0 ? null : JsonSerializer.Deserialize<TReport>(text);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>This program is started by itself, or by the command that runs any.</summary>
    static Process Start(IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath!;
        bool isMuxer = Path.GetFileNameWithoutExtension(program) == "dotnet";
        IEnumerable<string> all = isMuxer ? [typeof(FuzzProcesses).Assembly.Location, .. arguments] : arguments;
        return Process.Start(new ProcessStartInfo(program, all) { RedirectStandardOutput = true })!;
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
