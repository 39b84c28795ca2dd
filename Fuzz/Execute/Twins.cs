using System.Diagnostics;
using System.Reflection;

namespace Fuzz.Execute;

/// <summary>Runs methods in a woven batch and in its unwoven twin with the same inputs.</summary>
sealed class Twins
{
    readonly Loaded plain;
    readonly Loaded woven;
    readonly MarkOracle oracle;

    internal Twins(Loaded plain, Loaded woven)
    {
        this.plain = plain;
        this.woven = woven;
        oracle = new MarkOracle(woven);
        plain.OnWriteUnseen.SetValue(null, (Action<object, int>)Filler.Fill);
        woven.OnWriteUnseen.SetValue(null, (Action<object, int>)((item, number) =>
        {
            Filler.Fill(item, number);
            woven.Touch(item);
        }));
        woven.OnCapture.SetValue(null, (Action)oracle.Capture);
        woven.OnPublish.SetValue(null, (Action<object>)oracle.Attach);
    }

    internal MarkOracle Oracle => oracle;

    /// <summary>What differs, or is lost; empty if all is well.</summary>
    internal IReadOnlyList<string> Compare(int index, int input)
    {
        var (expected, left) = Run(plain, index, input, _ => { });
        IReadOnlyList<string> lost = [];
        var (found, state) = Run(woven, index, input, world => oracle.Begin(world, index));
        lost = oracle.End();
        if (expected != found)
            return [$"input {input}: the twin ends with {expected}, the woven method with {found}", .. lost];
        if (left != state)
            return [$"input {input}: the twin leaves other state: {FirstDifference(left, state)}", .. lost];
        return [.. lost.Select(one => $"input {input}: {one}")];
    }

    static (string Outcome, string State) Run(Loaded batch, int index, int input, Action<object> begin)
    {
        object world = batch.NewWorld(input);
        string outcome;
        try
        {
            begin(world);
            outcome = $"{batch.EntryOf(index).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [world], null)}";
        }
        // A type's own initialiser may run and fail at first use: the oracle's or the method's.
        catch (TypeInitializationException fault)
        {
            var innermost = fault.GetBaseException();
            outcome = $"{fault.Message} {innermost.Message} {string.Join(" < ", new StackTrace(innermost).GetFrames().Select(frame => $"{frame.GetMethod()}@{frame.GetILOffset()}"))}";
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            outcome = $"{fault.GetType().Name} '{fault.Message}'";
        }
        return (outcome, Graph.Text(world, batch));
    }

    static string FirstDifference(string first, string second)
    {
        string[] lines = first.Split('\n');
        string[] others = second.Split('\n');
        for (int i = 0; i < Math.Min(lines.Length, others.Length); i++)
        {
            if (lines[i] != others[i])
            {
                int at = lines[i].Zip(others[i]).TakeWhile(pair => pair.First == pair.Second).Count();
                at = Math.Max(0, at - 30);
                return $"line {i}: ...{Cut(lines[i], at)} / ...{Cut(others[i], at)}";
            }
        }
        return $"{lines.Length} objects / {others.Length} objects";
    }

    static string Cut(string line, int at) => line.Substring(at, Math.Min(90, line.Length - at));
}
