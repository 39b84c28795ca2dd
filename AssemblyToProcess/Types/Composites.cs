using System;
using System.Collections.Generic;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Nullable values, tuples and pairs, some with references in them.</summary>
[Replicated]
public class Composites
{
    public int? Nullable { get; set; }
    public decimal? Money { get; set; }
    public Small? Enum { get; set; }
    public Point? Point { get; set; }
    public (int, int)? Both { get; set; }
    public ValueTuple<int> One { get; set; }
    public (int A, string? B) Two { get; set; }
    public (int, Leaf?, (long, Leaf?)) Nested { get; set; }
    public (int, int, int, int, int, int, int, int, int, int) Ten { get; set; }
    public KeyValuePair<string?, Leaf?> Pair { get; set; }
    public KeyValuePair<int, int?> Values { get; set; }
}

/// <summary>Lists, dictionaries and arrays, of values and of each other.</summary>
[Replicated]
public class Collections
{
    public List<int>? Numbers { get; set; }
    public List<string?>? Texts { get; set; }
    public List<Leaf?>? Leaves { get; set; }
    public List<List<int>?>? Lists { get; set; }
    public List<(int, Leaf?)>? Tuples { get; set; }
    public List<Point>? Points { get; set; }
    public List<int?>? Nullables { get; set; }
    public List<KeyValuePair<string?, decimal>>? Pairs { get; set; }
    public Dictionary<string, int>? ByText { get; set; }
    public Dictionary<Guid, Leaf?>? ById { get; set; }
    public Dictionary<int, List<Leaf?>?>? ListsByNumber { get; set; }
    public Dictionary<(int, string), Dictionary<int, Point>?>? Deep { get; set; }
    public byte[]? Bytes { get; set; }
    public int[]? Ints { get; set; }
    public Leaf?[]? LeafArray { get; set; }
    public string?[]?[]? Jagged { get; set; }
    public Holder[]? Holders { get; set; }
    public Small[]? Enums { get; set; }
}

[Replicated]
public class Leaf
{
    public int Number { get; set; }

    public string? Text { get; set; }

    public void Set(int n) => Number = n;

    public int SetAndGet(int n) => Number += n;
}
