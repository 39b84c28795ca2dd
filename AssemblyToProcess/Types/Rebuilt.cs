using System;
using System.Collections.Generic;
using Replicated;

namespace AssemblyToProcess;

/// <summary>A catalogue whose index is not replicated.</summary>
[Replicated]
public class Catalogue
{
    [NotReplicated("rebuilt by Index")] Dictionary<string, Leaf>? index;
    [NotReplicated("rebuilt by Index")] List<string>? calls;

    public List<Leaf> Leaves { get; set; } = [];

    public Catalogue? Other { get; set; }

    public IReadOnlyList<string>? Calls => calls;

    public Leaf? Find(string name) => index?.GetValueOrDefault(name);

    [OnReplicated]
    void Index()
    {
        Note(nameof(Index));
        index = [];
        foreach (var leaf in Leaves)
            index[$"leaf {leaf.Number}"] = leaf;
    }

    /// <summary>Called in place of what it overrides, and once.</summary>
    [OnReplicated]
    protected virtual void Complete() => Note("Catalogue.Complete");

    protected void Note(string call) => (calls ??= []).Add(call);
}

[Replicated]
public class LargeCatalogue : Catalogue
{
    [OnReplicated]
    protected override void Complete() => Note("LargeCatalogue.Complete");

    [OnReplicated]
    void After() => Note(Other is null ? "After alone" : $"After, the other has {Other.Leaves.Count}");
}

[Replicated]
public class Indexed<T>
{
    [NotReplicated("rebuilt by Count")] int count;

    public List<T> Items { get; set; } = [];

    public int CountAtLast => count;

    [OnReplicated]
    void Count() => count = Items.Count;
}

/// <summary>What it rebuilds fails as long as a test wants it to, or changes what is replicated.</summary>
[Replicated]
public class Fragile
{
    [NotReplicated("rebuilt by Rebuild")] bool isRebuilt;

    public int Number { get; set; }

    public bool IsRebuilt => isRebuilt;

    public static bool Fails { get; set; }

    public static bool Writes { get; set; }

    [OnReplicated]
    void Rebuild()
    {
        if (Fails)
            throw new InvalidOperationException("no index today");
        if (Writes)
            Renumber();
        isRebuilt = true;
    }

    void Renumber() => Number = -1;
}
