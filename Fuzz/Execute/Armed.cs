namespace Fuzz.Execute;

/// <summary>An object, or the statics of a type, that looks attached and captured: what a capture would have sent of it.</summary>
/// <param name="target">Null for statics.</param>
/// <param name="owner">Has the header.</param>
sealed class Armed(object? target, object owner, Header header, MemberTable members)
{
    readonly object?[] sent = Arm(target, owner, header, members);

    /// <summary>The object; null for statics.</summary>
    internal object? Target => target;

    /// <summary>As a capture does: takes what is marked, and nothing else.</summary>
    /// <returns>Whether anything was marked.</returns>
    internal bool Capture()
    {
        long marked = header.Marked(owner);
        if (marked == 0)
            return false;
        // Armed before the values are read, as a capture must.
        header.Arm(owner);
        object?[] now = members.Read(target);
        for (int i = 0; i < now.Length; i++)
        {
            if ((marked & members.Bits[i]) != 0)
                sent[i] = now[i];
        }
        return true;
    }

    /// <summary>Members whose value would never be sent: changed since, and not marked.</summary>
    internal IEnumerable<string> Lost(Action<bool> count)
    {
        long marked = header.Marked(owner);
        object?[] now = members.Read(target);
        for (int i = 0; i < now.Length; i++)
        {
            bool isMarked = (marked & members.Bits[i]) != 0;
            bool changed = !Same(now[i], sent[i]);
            if (isMarked)
                count(changed);
            else if (changed && !members.AreCompared[i])
                yield return $"{members.Fields[i].DeclaringType!.Name}.{members.Fields[i].Name} is {now[i] ?? "null"}, was {sent[i] ?? "null"} when it was last taken, and is not marked";
        }
    }

    static object?[] Arm(object? target, object owner, Header header, MemberTable members)
    {
        header.Arm(owner);
        return members.Read(target);
    }

    static bool Same(object? first, object? second) => ReferenceEquals(first, second) || (first is ValueType or string && first.Equals(second));
}
