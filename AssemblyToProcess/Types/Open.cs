using System;
using System.Collections;
using System.Collections.Generic;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Members whose static type does not say what they hold.</summary>
[Replicated]
public class Open
{
    public readonly object sync = new object();

    public object? Any { get; set; }
    public dynamic? Dynamic { get; set; }
    public ValueType? Value { get; set; }
    public Enum? Enum { get; set; }
    public Array? Array { get; set; }
    public IList<int>? Numbers { get; set; }
    public IDictionary<string, object?>? ByText { get; set; }
    public IReadOnlyList<IMeasured?>? Measured { get; set; }
    public IMeasured? One { get; set; }
    public Animal? Animal { get; set; }
    public IComparable? Comparable { get; set; }
    public List<object?>? List { get; set; }
    public object?[]? Objects { get; set; }
    public Dictionary<object, object?>? Map { get; set; }
    public (object?, IMeasured?) Pair { get; set; }
    public Labelled Labelled { get; set; }
    public Piece?[]? Pieces { get; set; }

    /// <summary>What code of this assembly can put behind them.</summary>
    public static object?[] Values(Open other)
    {
        var shared = new Leaf { Number = 7 };
        object plain = new object();
        return
        [
            null, true, 'c', (sbyte)-3, (byte)200, (short)-5, (ushort)60_000, -7, 8u, -9L, 10UL, 1.5f, -2.5, 1.10m, "text", "",
            Half.One, Int128.MaxValue, UInt128.MaxValue, new Guid(1, 2, 3, new byte[8]), new TimeSpan(5), new DateTime(77, DateTimeKind.Utc),
            new DateTimeOffset(88, TimeSpan.Zero), new DateOnly(2020, 2, 3), new TimeOnly(4, 5), new Uri("http://host/"), new Version(1, 2, 3),
            StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture, ReferenceEqualityComparer.Instance,
            Small.Most, Hue.Red, DayOfWeek.Friday, (1, "two"), new KeyValuePair<int, string>(3, "four"), new Point { X = 1, Y = 2 }, new Metres(2.5),
            new Sized<int> { Size = 4, Of = shared }, new Private().Boxed(), shared, shared, other, plain, plain, new object(),
            new Cat { Lives = 9 }, new List<int> { 1, 2 }, new List<object?> { 3, "four", shared, null }, new Dictionary<string, Hue> { ["a"] = Hue.Blue },
            new int[] { 1, 2 }, new object?[] { 1, null, plain }, new Hue[] { Hue.Red }, new List<IMeasured?> { new Metres(1), new Cat() }, new List<Private.Kind> { },
        ];
    }

    public static void Store(Open open, int which, object? value)
    {
        open.Any = value;
        open.Dynamic = value;
        if (value is ValueType boxed)
            open.Value = boxed;
        open.Enum = value as Enum;
        open.Array = value as Array;
        open.Numbers = value as IList<int>;
        open.ByText = new Dictionary<string, object?> { ["same"] = value, ["other"] = which };
        open.Measured = value as IReadOnlyList<IMeasured?>;
        open.One = value as IMeasured;
        open.Animal = value as Animal;
        open.Comparable = value as IComparable;
        open.List = [value, open, value];
        open.Objects = [value, open.sync];
        open.Map = value == null ? null : new() { [value] = value, [new object()] = null };
        open.Pair = (value, open.One);
        open.Labelled = new Labelled { Label = which.ToString(), Of = value };
        open.Pieces = value is Leaf leaf ? [null, new Piece(leaf)] : null;
    }
}

public interface IMeasured
{
    double Size { get; }
}

[Replicated]
public abstract class Animal
{
    public int Lives { get; set; }
}

public class Cat : Animal, IMeasured
{
    public double Size => Lives;
}

public readonly struct Metres(double length) : IMeasured
{
    readonly double length = length;

    public double Size => length;
}

public struct Sized<T>
{
    public T Size;
    public Leaf? Of;
}

public struct Labelled
{
    public string? Label;
    public object? Of;

    public object? Describe() => Label + Of;
}

public enum Hue : byte
{
    Red = 1,
    Blue = 255,
}

public class Private
{
    internal object Boxed() => Kind.Second;

    internal enum Kind : long
    {
        First,
        Second = long.MinValue,
    }
}

[Replicated]
public record Piece(Leaf? Leaf)
{
    public Piece()
        : this((Leaf?)null)
    {
    }
}
