using System.Text.RegularExpressions;
using Fuzz.Generate;
using Fuzz.Weave;
using Microsoft.CodeAnalysis;

namespace Fuzz.Collections;

/// <summary>
/// Generates random classes that hold collections, weaves them, and lets an active, a standby and the unwoven twin do the same: after each
/// commit, wherever it comes, the standby must have what the active has, and the active must do what the twin does.
/// </summary>
public static partial class CollectionRun
{
    /// <summary>Classes that are compiled together.</summary>
    const int BatchSize = 100;

    static readonly List<SyntaxTree> model = [.. ModelFiles.Collections.Select(file => Compiler.Parse(file.Value, file.Key + ".cs"))];

    static readonly string[] writers = ["Synchronized", "Racing"];

    /// <param name="options">Its methods are classes here.</param>
    public static CollectionReport Run(FuzzOptions options, TextWriter log)
    {
        var report = new CollectionReport { Seed = options.Seed };
        var trio = new Trio(report, log, options.Seed);
        report.Next = options.First;
        while (report.Classes < options.Methods)
        {
            int next = report.Next;
            int count = Math.Min(options.Methods - report.Classes, BatchSize - next % BatchSize);
            Batch([.. Enumerable.Range(next, count).Select(index => CollectionWriter.Write(options.Seed, index))], next, trio, report, log);
            report.Next += count;
        }
        return report;
    }

    static void Batch(List<CollectionClass> classes, int first, Trio trio, CollectionReport report, TextWriter log)
    {
        bool isDebug = first / BatchSize % 2 == 1;
        using var weaver = new Weaver([], writers[first / BatchSize / 2 % 2]);
        while (classes.Count > 0)
        {
            var lines = new List<CollectionClass>();
            foreach (var one in classes)
                lines.AddRange(Enumerable.Repeat(one, one.Text.Count(letter => letter == '\n')));
            var (compiled, errors) = Compiler.Compile(model, $"Batch{first}", string.Concat(classes.Select(one => one.Text)), isDebug);
            if (compiled == null)
            {
                foreach (var faults in errors.Where(error => error.Line > 0).GroupBy(error => lines[error.Line - 1]))
                {
                    report.NotCompiled++;
                    log.WriteLine($"no C#, class {faults.Key.Index}: {faults.First().Text}: {faults.Key.Text.Split('\n')[faults.First().Line - 1 - lines.IndexOf(faults.Key)]}");
                    classes.Remove(faults.Key);
                }
                if (errors.Any(error => error.Line == 0))
                    throw new InvalidOperationException($"the model itself is no C#: {errors[0].Text}");
                continue;
            }
            var (woven, refusals) = weaver.Weave(compiled, out var tracking);
            if (woven == null)
            {
                foreach (var refused in refusals.GroupBy(refusal => ClassOf(refusal.ToCanonicalLine(""), refusal.Place?.Line ?? 0, classes, lines)).ToList())
                {
                    string what = refused.First().ToCanonicalLine("");
                    string code = refused.First().Rule.Id;
                    FuzzReport.Add(report.Refused, code);
                    log.WriteLine($"refused: {what}");
                    // It may refuse an address that it cannot follow; everything else it has to take.
                    if (refused.Key == null || !code.StartsWith("RPL20", StringComparison.Ordinal))
                        trio.Found(refused.Key, $"the weaver says {what}");
                    if (refused.Key == null)
                        return;
                    classes.Remove(refused.Key);
                }
                continue;
            }
            Count(tracking, classes, report);
            trio.Load(compiled, woven);
            foreach (var one in classes)
                trio.Run(one);
            report.Classes += classes.Count;
            return;
        }
    }

    static CollectionClass? ClassOf(string text, int line, List<CollectionClass> classes, List<CollectionClass> lines)
        => line > 0 && line <= lines.Count ? lines[line - 1] : classes.Find(one => BatchText.Names(text, $"C{one.Index}"));

    static void Count(IReadOnlyList<string> tracking, List<CollectionClass> classes, CollectionReport report)
    {
        CollectionClass? current = null;
        foreach (string line in tracking)
        {
            if (Heading().Match(line) is { Success: true } heading)
                current = classes.Find(one => heading.Groups[1].Value == $"C{one.Index}");
            else if (current != null && Tracked().Match(line) is { Success: true } member)
                FuzzReport.Add(member.Groups[2].Value == "each change" ? report.Watched : report.Compared, current.Types[member.Groups[1].Value]);
        }
    }

    [GeneratedRegex(@"^(\S+), replicated")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^    ([abcd]\d+): .*?; (each change|the content)")]
    private static partial Regex Tracked();
}
