using System.Reflection;
using Replicated.Marks;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Apply;

/// <summary>
/// Calls, after each frame, the methods of the program that rebuild what is not replicated of the objects it brought. One caller at a time;
/// <see cref="Faults"/> may be read by any thread.
/// </summary>
internal sealed class Rebuilder
{
    /// <summary>So many faults are named; of more, how many there are.</summary>
    const int NamedMax = 10;

    /// <summary>Objects that the frame brought, in the order in which it did.</summary>
    readonly List<IReplicated> brought = [];
    readonly List<Failed> failed = [];

    /// <summary>How many frames were applied.</summary>
    long frames;

    /// <summary>What went wrong and was not mended since, for people to read.</summary>
    internal IReadOnlyList<string> Faults { get; private set; } = [];

    internal void OnCreated(IReplicated value, Shape shape)
    {
        if (shape.Rebuilding.Length > 0)
            brought.Add(value);
    }

    /// <summary>The state is replaced.</summary>
    internal void Clear()
    {
        brought.Clear();
        failed.Clear();
        Faults = [];
    }

    /// <summary>A frame is applied whole.</summary>
    internal void OnApplied()
    {
        frames++;
        if (brought.Count == 0 && failed.Count == 0)
            return;
        int before = failed.Count;
        int mended = failed.RemoveAll(IsMended);
        foreach (var value in brought)
        {
            if (FaultOf(value) is { } fault)
                failed.Add(new Failed(value, fault));
        }
        brought.Clear();
        if (mended > 0 || failed.Count != before)
            Faults = Describe();
    }

    /// <summary>Calls the methods of failed objects again, whenever they are due: this node is to take over.</summary>
    internal void Retry()
    {
        int mended = failed.RemoveAll(one =>
        {
            if (one.HasWritten)
                return false;
            if (FaultOf(one.Object) is not { } fault)
                return true;
            one.Fail(fault);
            return false;
        });
        if (mended > 0)
            Faults = Describe();
    }

    /// <summary>Calls the methods of a failed object again, after twice as many frames each time.</summary>
    bool IsMended(Failed one)
    {
        if (one.HasWritten || frames < one.Due)
            return false;
        if (FaultOf(one.Object) is not { } fault)
            return true;
        one.TryLater(frames, fault);
        return false;
    }

    string[] Describe()
    {
        var named = failed.Take(NamedMax).Select(one => one.Fault.Text);
        return failed.Count <= NamedMax ? [.. named] : [.. named, $"{failed.Count - NamedMax} objects more could not be rebuilt"];
    }

    static Fault? FaultOf(IReplicated value)
    {
        foreach (var method in value.GetShape().Rebuilding)
        {
            if (FaultOf(value, method) is { } fault)
                return fault;
        }
        return null;
    }

    static Fault? FaultOf(IReplicated value, MethodInfo method)
    {
        string Where() => $"[OnReplicated] {TypeNames.Of(method.DeclaringType!)}.{method.Name} of object {Header.IdOf(value)}";
        int before = MarkList.CountOfThisThread;
        try
        {
            method.Invoke(value, BindingFlags.DoNotWrapExceptions, null, null, null);
        }
        // Code of the program may throw anything; the state flows all the same.
        catch (Exception exception)
        {
            return new Fault($"{Where()} threw {exception.GetType().Name}: {exception.Message}", HasWritten: false);
        }
        return MarkList.CountOfThisThread == before
            ? null
            : new Fault($"{Where()} changed replicated state, which comes from the active: this node's state is no longer that of the active, restart it", HasWritten: true);
    }

    readonly record struct Fault(string Text, bool HasWritten);

    sealed class Failed(IReplicated value, Fault fault)
    {
        long delay = 1;

        internal IReplicated Object => value;

        internal Fault Fault { get; private set; } = fault;

        internal bool HasWritten => Fault.HasWritten;

        /// <summary>It is tried again when so many frames were applied.</summary>
        internal long Due { get; private set; }

        internal void Fail(Fault again) => Fault = again;

        internal void TryLater(long now, Fault again)
        {
            Fault = again;
            Due = now + delay;
            delay *= 2;
        }
    }
}
