using Fuzz.Nodes;
using Fuzz.Weave;

namespace Fuzz.Collections;

/// <summary>The three that do the same.</summary>
sealed class Trio
{
    /// <summary>Calls that a class gets before the standby takes over, and after.</summary>
    const int CallsBefore = 24;
    const int CallsAfter = 10;

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
        int at = Texts.FirstDifference(lefts, rights);
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
