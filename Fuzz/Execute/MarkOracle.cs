namespace Fuzz.Execute;

/// <summary>Plays the capture of a woven program: every change since it was last taken must be marked, else a standby never gets it.</summary>
sealed class MarkOracle(Loaded loaded)
{
    /// <summary>A loop that captures in each turn is slow: after so many only one of <see cref="LaterCaptures"/> is made.</summary>
    const int CapturesAtFirst = 12;
    const int LaterCaptures = 16;

    readonly List<Armed> armed = [];
    readonly HashSet<object> known = new(ReferenceEqualityComparer.Instance);
    readonly Stack<object> work = new();
    object world = null!;
    int captures;

    internal int Marked { get; private set; }

    /// <summary>Marks of members whose value is as it was: allowed, not wanted.</summary>
    internal int MarkedInVain { get; private set; }

    internal void Begin(object newWorld, int index)
    {
        world = newWorld;
        armed.Clear();
        known.Clear();
        captures = 0;
        foreach (var (holder, members) in loaded.StaticsOf(index))
            armed.Add(new Armed(null, holder, FieldTable.Of(holder.GetType()).Header!, members));
        Attach();
    }

    /// <summary>Another thread commits here.</summary>
    internal void Capture()
    {
        if (++captures > CapturesAtFirst && captures % LaterCaptures != 0)
            return;
        foreach (var one in armed)
        {
            // What an object refers to can have changed only where it is marked: a change without a mark is found at the end.
            if (one.Capture() && one.Target != null)
                work.Push(one.Target);
        }
        Attach();
    }

    internal void Attach(object item)
    {
        if (FieldTable.Of(item.GetType()) is { Header: { } header, Members: var members } && known.Add(item))
        {
            armed.Add(new Armed(item, item, header, members));
            work.Push(item);
        }
    }

    internal IReadOnlyList<string> End() => [.. armed.SelectMany(one => one.Lost(Count))];

    /// <summary>Attaches what is newly reached from what was captured, from statics and from objects that are not replicated.</summary>
    void Attach()
    {
        var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (object? value in loaded.ReadStatics())
            Visit(value, visited);
        Visit(world, visited);
        while (work.TryPop(out object? next))
        {
            foreach (object? value in FieldTable.Of(next.GetType()).ReadReferences(next))
                Visit(value, visited);
        }
    }

    void Visit(object? item, HashSet<object> visited)
    {
        if (item is Delegate handler)
        {
            foreach (var one in handler.GetInvocationList())
                Visit(one.Target, visited);
        }
        else if (item != null && item.GetType().Namespace == null && !known.Contains(item))
        {
            Attach(item);
            if (!known.Contains(item) && visited.Add(item))
                work.Push(item);
        }
    }

    void Count(bool changed)
    {
        Marked++;
        MarkedInVain += changed ? 0 : 1;
    }
}
