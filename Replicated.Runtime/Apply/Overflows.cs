using Replicated.Frames;
using Replicated.Graph;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Apply;

/// <summary>
/// Members of this build that the active's value is too large for: they have what they had before, so this node is not ready. One caller at
/// a time; <see cref="Faults"/> may be read by any thread.
/// </summary>
internal sealed class Overflows(ObjectGraph graph)
{
    /// <summary>So many are named; of more, how many there are.</summary>
    const int NamedMax = 10;

    readonly SortedDictionary<(ulong Id, int Member), Fault> faults = [];
    bool isNews;

    internal IReadOnlyList<string> Faults { get; private set; } = [];

    internal void Note(IReplicated value, LayoutField field, bool isTooLarge)
    {
        var key = (Header.IdOf(value), field.Member);
        if (!isTooLarge)
            isNews |= faults.Remove(key);
        else if (faults.TryAdd(key, new Fault(value, field)))
            isNews = true;
    }

    internal void Forget(List<IdRun> removed)
    {
        if (faults.Count == 0 || removed.Count == 0)
            return;
        foreach (var key in faults.Keys.Where(key => removed.Exists(run => key.Id >= run.First && key.Id < run.End)).ToList())
            isNews |= faults.Remove(key);
    }

    internal void Clear()
    {
        faults.Clear();
        isNews = true;
    }

    /// <summary>A frame is applied whole, so that the state can be walked through.</summary>
    internal void OnApplied()
    {
        if (!isNews)
            return;
        isNews = false;
        PathFinder? finder = null;
        foreach (var fault in faults.Values.Take(NamedMax).Where(fault => fault.Text is null))
            fault.Text = Describe(fault, finder ??= new PathFinder(graph));
        var named = faults.Values.Take(NamedMax).Select(fault => fault.Text!);
        Faults = faults.Count <= NamedMax ? [.. named] : [.. named, $"{faults.Count - NamedMax} values more are too large"];
    }

    static string Describe(Fault fault, PathFinder finder)
    {
        var (value, field) = (fault.Object, fault.Member);
        var shape = value.GetShape();
        return $"{PathOf(fault, finder)} is a {TypeNames.Of(shape.Members[field.Member].Type)} here, "
            + $"and the active's value, a {field.Announced.Type}, is too large for it: it has what it had before. Make the value smaller, or run the build of the active here";
    }

    /// <summary>What only members lead to that this build does not know has no path here.</summary>
    static string PathOf(Fault fault, PathFinder finder)
    {
        if (finder.Find(fault.Object, fault.Member.Member + 1) is { } path)
            return path;
        var shape = fault.Object.GetShape();
        return $"{shape.Name}.{shape.MemberNames[fault.Member.Member]} of object {Header.IdOf(fault.Object)}";
    }

    sealed class Fault(IReplicated value, LayoutField member)
    {
        internal IReplicated Object => value;

        internal LayoutField Member => member;

        /// <summary>For people; the path is that which it had when it was found.</summary>
        internal string? Text { get; set; }
    }
}
