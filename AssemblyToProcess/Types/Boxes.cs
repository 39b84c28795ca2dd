using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Replicated;

namespace AssemblyToProcess;

public interface ICounts
{
    int Count { get; }

    void Increment();
}

/// <summary>Changes itself through its interface, also where it is boxed.</summary>
public struct Counter : ICounts
{
    public int Number;

    public readonly int Count => Number;

    public void Increment() => Number++;
}

/// <summary>Members and collections that hold boxes; nothing is stored to them when these change.</summary>
[Replicated]
public class Boxes
{
    public ICounts? Direct { get; set; } = new Counter();
    public (string, ICounts?) Within { get; set; } = ("in a tuple", new Counter());
    public List<ICounts> List { get; } = [new Counter(), new Counter()];
    public Dictionary<string, object> Dictionary { get; } = new() { ["first"] = new Counter() };
    public List<(int, object)> Tuples { get; } = [(1, new Counter())];
    public object? Other { get; set; }
    public Action? Delegate { get; set; }

    public static object[] Immutable() =>
    [
        ImmutableList.Create<ICounts>(new Counter()),
        ImmutableList.Create<(int, object)>((1, new Counter())),
        ImmutableDictionary<string, object>.Empty.Add("one", new Counter()),
        ImmutableList.Create<object>(3),
    ];

    public void BindDelegate() => Delegate = new Counter().Increment;

    public static int CountOf(Delegate bound) => ((Counter)bound.Target!).Number;
}
