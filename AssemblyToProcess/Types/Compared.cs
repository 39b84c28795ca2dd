using System.Collections.Generic;
using Replicated;

namespace AssemblyToProcess;

public struct Part
{
    public int Number;
    public Leaf? Leaf;
}

/// <summary>Some members are compared at each capture, by a mark of their own; tests write to them unseen.</summary>
[Replicated]
public class Compared
{
    [Replicated(Compare = true)] int number;
    [Replicated(Compare = true)] string? text;
    [Replicated(Compare = true)] Part part;
    [Replicated(Compare = true)] List<int>? list;
    int seen;

    [Replicated(Compare = true)] public Leaf? Leaf { get; set; }

    public int Number { get => number; set => number = value; }

    public ref int NumberForEver => ref number;

    public string? Text => text;

    public Part Part => part;

    public List<int>? List => list;

    public int Seen { get => seen; set => seen = value; }
}

/// <summary>Each member that the class declares is compared.</summary>
[Replicated(Compare = true)]
public class ComparedWhole
{
    int first;
    int second;

    public int Sum => first + second;
}

public class DerivedOfCompared : ComparedWhole
{
    int own;

    public int Own { get => own; set => own = value; }
}

public static class ComparedStatics
{
    [Replicated(Compare = true)] static int count;

    public static int Count { get => count; set => count = value; }
}
