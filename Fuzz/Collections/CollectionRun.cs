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

    /// <summary>Calls that a class gets before the standby takes over, and after.</summary>
    const int CallsBefore = 24;
    const int CallsAfter = 10;

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
        using var weaver = new Weaver(null, writers[first / BatchSize / 2 % 2]);
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

    /// <summary>The three that do the same.</summary>
    sealed class Trio
    {
        readonly CollectionContext plain = new("plain");
        readonly CollectionContext first = new("first");
        readonly CollectionContext second = new("second");
        readonly CollectionReport report;
        readonly TextWriter log;
        readonly int seed;
        CollectionContext active;
        CollectionContext standby;
        Random random = new(0);
        bool isRunning;

        internal Trio(CollectionReport report, TextWriter log, int seed)
        {
            (this.report, this.log, this.seed) = (report, log, seed);
            (active, standby) = (first, second);
        }

        internal void Load(Binary compiled, Binary woven)
        {
            plain.LoadBatch(compiled.Assembly, compiled.Symbols, () => { });
            foreach (var node in new[] { first, second })
                node.LoadBatch(woven.Assembly, woven.Symbols, Now);
        }

        /// <summary>The active does something and another thread could commit: sometimes one does.</summary>
        void Now()
        {
            if (isRunning && random.Next(3) == 0)
                Commit();
        }

        internal void Run(CollectionClass one)
        {
            random = new Random(HashCode(one.Index));
            string did = "";
            try
            {
                string type = $"C{one.Index}";
                plain.Begin(type, false);
                active.Begin(type, true);
                standby.Follow(1);
                Commit();
                for (int call = 0; call < CallsBefore; call++)
                {
                    var (way, number) = (random.Next(one.Ways), random.Next(12));
                    did += $" {way}({number})";
                    string expected = plain.Do(way, number);
                    string got = Do(way, number);
                    if (expected != got)
                        throw new InvalidOperationException($"the twin returned {expected}, the woven class {got}");
                    if (random.Next(2) == 0)
                        Commit();
                    if (plain.Picture() is var there && active.Picture() is var here && there != here)
                        throw new InvalidOperationException($"the twin has {Difference(there, here)}");
                }
                Commit();
                did += " takeover";
                (active, standby) = (standby, active);
                active.TakeOver(2);
                standby.Follow(2);
                standby.Replace(2, active.Sequence(), active.Snapshot());
                for (int call = 0; call < CallsAfter; call++)
                {
                    var (way, number) = (random.Next(one.Ways), random.Next(12));
                    did += $" {way}({number})";
                    Do(way, number);
                    if (random.Next(2) == 0)
                        Commit();
                }
                Commit();
            }
            // Whatever it is, it is a finding, and the next class is another matter.
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                isRunning = false;
                Found(one, $"after{did}: {(fault is InvalidOperationException ? fault.Message + fault.StackTrace : fault.ToString())}");
            }
        }

        string Do(int way, int number)
        {
            isRunning = true;
            string result = active.Do(way, number);
            isRunning = false;
            return result;
        }

        void Commit()
        {
            report.Commits++;
            if (active.Capture() is { } frame)
                standby.Apply(frame);
            if (active.Picture() is var here && standby.Picture() is var there && here != there)
                throw new InvalidOperationException($"the active has {Difference(here, there)}");
        }

        static string Difference(string left, string right)
        {
            string[] lefts = left.Split('\n');
            string[] rights = right.Split('\n');
            int at = 0;
            while (at < Math.Min(lefts.Length, rights.Length) && lefts[at] == rights[at])
                at++;
            return $"{lefts.ElementAtOrDefault(at)}\nand the other {rights.ElementAtOrDefault(at)}\nof\n{left}\n";
        }

        // The platform's own hash differs from process to process.
        int HashCode(int index) => unchecked((seed * (int)2654435761) ^ ((index + 7) * 40503));

        internal void Found(CollectionClass? one, string what)
        {
            string finding = one == null ? what : $"{what}\n{one.Text}again with: build/fuzz-weaver --collections --seed {seed} --first {one.Index} --methods 1";
            report.Findings.Add(finding);
            log.WriteLine("FOUND " + finding);
        }
    }
}
