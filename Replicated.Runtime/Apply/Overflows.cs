using Replicated.Frames;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Apply;

/// <summary>
/// Members of this build that the active's value is too large for: they have what they had before, so this node is not ready. One caller at
/// a time; <see cref="Faults"/> may be read by any thread.
/// </summary>
internal sealed class Overflows
{
    /// <summary>So many are named; of more, how many there are.</summary>
    const int NamedMax = 10;

    readonly SortedDictionary<(ulong Id, int Member), string> faults = [];

    internal IReadOnlyList<string> Faults { get; private set; } = [];

    internal void Note(IReplicated value, LayoutField field, bool isTooLarge)
    {
        ulong id = Header.IdOf(value);
        var shape = value.GetShape();
        if (isTooLarge)
        {
            faults[(id, field.Member)] = $"{shape.Name}.{shape.MemberNames[field.Member]} of object {id} is a {TypeNames.Of(shape.Members[field.Member].Type)} here, "
                + $"and the active's value, a {field.Announced.Type}, is too large for it: it has what it had before. Make the value smaller, or run the build of the active here";
        }
        else if (!faults.Remove((id, field.Member)))
            return;
        Describe();
    }

    internal void Forget(List<IdRun> removed)
    {
        if (faults.Count == 0 || removed.Count == 0)
            return;
        foreach (var key in faults.Keys.Where(key => removed.Exists(run => key.Id >= run.First && key.Id < run.End)).ToList())
            faults.Remove(key);
        Describe();
    }

    internal void Clear()
    {
        faults.Clear();
        Faults = [];
    }

    void Describe()
    {
        var named = faults.Values.Take(NamedMax);
        Faults = faults.Count <= NamedMax ? [.. named] : [.. named, $"{faults.Count - NamedMax} values more are too large"];
    }
}
