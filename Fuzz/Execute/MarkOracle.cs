namespace Fuzz.Execute;

/// <summary>Plays the capture of a woven program: every change since it was last taken must be marked, else a standby never gets it.</summary>
sealed class MarkOracle(Loaded loaded)
{
    readonly List<Armed> armed = [];
    readonly HashSet<object> known = new(ReferenceEqualityComparer.Instance);
    object world = null!;
    int captures;

    internal int Marked { get; private set; }

    /// <summary>Marks of members whose value is as it was: allowed, not wanted.</summary>
    internal int MarkedInVain { get; private set; }

    internal void Begin(object newWorld)
    {
        world = newWorld;
        armed.Clear();
        known.Clear();
        captures = 0;
        foreach (var type in loaded.TypesWithStatics)
        {
            object holder = Loaded.HolderOf(type);
            armed.Add(new Armed(null, holder, FieldTable.Of(holder.GetType()).Header!, FieldTable.Statics(type)));
        }
        Attach();
    }

    /// <summary>Another thread commits here; less often in a loop.</summary>
    internal void Capture()
    {
        if (++captures > 12 && captures % 16 != 0)
            return;
        foreach (var one in armed)
            one.Capture();
        Attach();
    }

    internal void Attach(object item)
    {
        if (FieldTable.Of(item.GetType()).Header is { } header && known.Add(item))
            armed.Add(new Armed(item, item, header, FieldTable.Of(item.GetType()).Members));
    }

    internal IReadOnlyList<string> End() => [.. armed.SelectMany(one => one.Lost(Count))];

    /// <summary>Attaches what is newly reached.</summary>
    void Attach()
    {
        var visited = new HashSet<object>(ReferenceEqualityComparer.Instance) { world };
        var work = new Stack<object>(visited);
        foreach (var field in loaded.Statics.Where(field => FieldTable.IsReference(field.FieldType)))
            Visit(field.GetValue(null));
        while (work.TryPop(out object? next))
        {
            Attach(next);
            foreach (var field in FieldTable.Of(next.GetType()).References)
                Visit(field.GetValue(next));
        }

        void Visit(object? item)
        {
            if (item != null && visited.Add(item))
                work.Push(item);
        }
    }

    void Count(bool changed)
    {
        Marked++;
        MarkedInVain += changed ? 0 : 1;
    }
}
