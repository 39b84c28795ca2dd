using System;
using System.Collections.Generic;
using Replicated;

namespace AssemblyToProcess;

public struct Point : IMoves
{
    public int X;
    public int Y;

    public void Move(int x, int y)
    {
        X += x;
        Y += y;
    }
}

/// <summary>A struct in a struct, with references and a field that is left out.</summary>
public struct Holder
{
    public Point Inner;
    public Leaf? Leaf;
    public List<int>? Numbers;
    [NotReplicated("counted again")] public int Local;
}

public readonly record struct Money(decimal Amount, string? Currency);

public struct Box<T>
{
    public T Content;
    public T[]? More;
}

[Replicated]
public class Structs
{
    public Point Point { get; set; }
    public Holder Holder { get; set; }
    public Money Money { get; set; }
    public Box<int> IntBox { get; set; }
    public Box<string?> TextBox { get; set; }
    public Box<Leaf?> LeafBox { get; set; }
    public Box<Box<Point>> Boxes { get; set; }
    public Point field;
    public Holder other;

    public void ChangeParts(int by)
    {
        field.X = by;
        field.Move(by, by);
        other.Inner.Y += by;
        other.Leaf = new Leaf { Number = by };
    }

    public void Clear() => other = default;
}
