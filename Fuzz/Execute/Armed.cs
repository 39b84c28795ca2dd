using System.Reflection;

namespace Fuzz.Execute;

/// <summary>An object, or the statics of a type, that looks attached and captured: what a capture would have sent of it.</summary>
sealed class Armed
{
    const long AllClean = -1;

    readonly object? target;
    readonly object headerOwner;
    readonly FieldInfo header;
    readonly IReadOnlyList<(FieldInfo Field, long Bit)> members;
    readonly object?[] sent;
    readonly FieldInfo cleanField;
    readonly FieldInfo? idField;

    internal Armed(object? target, object headerOwner, FieldInfo header, IReadOnlyList<(FieldInfo Field, long Bit)> members)
    {
        this.target = target;
        this.headerOwner = headerOwner;
        this.header = header;
        this.members = members;
        cleanField = header.FieldType.GetField("Clean")!;
        idField = header.FieldType.GetField("Id", BindingFlags.NonPublic | BindingFlags.Instance);
        sent = new object?[members.Count];
        for (int i = 0; i < members.Count; i++)
            sent[i] = members[i].Field.GetValue(target);
        SetClean();
    }

    /// <summary>As a capture does: takes what is marked, and nothing else.</summary>
    internal void Capture()
    {
        long clean = Clean;
        if (clean == AllClean)
            return;
        // Cleared before the values are read, as a capture must.
        SetClean();
        for (int i = 0; i < members.Count; i++)
        {
            if ((clean & members[i].Bit) == 0)
                sent[i] = members[i].Field.GetValue(target);
        }
    }

    /// <summary>Members whose value would never be sent: changed since, and not marked.</summary>
    internal IEnumerable<string> Lost(Action<bool> count)
    {
        long clean = Clean;
        for (int i = 0; i < members.Count; i++)
        {
            var (field, bit) = members[i];
            bool marked = (clean & bit) == 0;
            object? now = field.GetValue(target);
            bool changed = !Same(now, sent[i]);
            if (marked)
                count(changed);
            if (changed && !marked)
                yield return $"{field.DeclaringType!.Name}.{field.Name} is {now ?? "null"}, was {sent[i] ?? "null"} when it was last taken, and is not marked";
        }
    }

    long Clean => (long)cleanField.GetValue(header.GetValue(headerOwner))!;

    void SetClean()
    {
        object value = header.GetValue(headerOwner)!;
        cleanField.SetValue(value, AllClean);
        idField?.SetValue(value, 1L);
        header.SetValue(headerOwner, value);
    }

    static bool Same(object? first, object? second) => ReferenceEquals(first, second) || (first is ValueType or string && first.Equals(second));
}
