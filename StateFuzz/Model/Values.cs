using System.Globalization;
using ProtoBuf;
using Replicated;

namespace StateFuzz.Model;

public enum Tiny : byte
{
    None,
    One,
    Most = 255,
}

public enum Signed : short
{
    None,
    Least = short.MinValue,
}

public enum Unsigned : uint
{
    None,
    All = uint.MaxValue,
}

[Flags]
public enum Wide : long
{
    None,
    Low = 1,
    High = long.MinValue,
}

public struct Spot
{
    public int X;
    public string? Label;
    public Piece? Of;

    public void Move(int by) => X += by;
}

public readonly record struct Amount(decimal Value, string? Currency);

public readonly record struct OrderKey(int Number);

public struct Frame<T>
{
    public T Content;
    public T[]? More;
}

public interface IMeasured
{
    double Size { get; }
}

public readonly struct Metres(double length) : IMeasured
{
    readonly double length = length;

    public double Size => length;
}

[Replicated]
public record Entry(string? Text, decimal Amount, Piece? Of);

[ProtoContract]
public class Parcel
{
    [ProtoMember(1)] public string? To { get; set; }

    [ProtoMember(2)] public List<Parcel> Inner { get; set; } = [];

    [ProtoMember(3)] public double Weight { get; set; }
}

public readonly record struct CultureName(string Name) : ISurrogate<CultureInfo, CultureName>
{
    public static CultureName From(CultureInfo value) => new(value.Name);

    public CultureInfo Restore() => CultureInfo.GetCultureInfo(Name);
}

/// <summary>Without state, so that nodes know it by its class.</summary>
public sealed class ByNumber : IComparer<OrderKey>, IEqualityComparer<OrderKey>
{
    public int Compare(OrderKey x, OrderKey y) => y.Number.CompareTo(x.Number);

    public bool Equals(OrderKey x, OrderKey y) => x.Number == y.Number;

    public int GetHashCode(OrderKey obj) => obj.Number % 7;
}

/// <summary>A part of the state.</summary>
[Replicated]
public sealed class ByDistance(int from) : IComparer<OrderKey>, IEqualityComparer<OrderKey>
{
    public int Compare(OrderKey x, OrderKey y) => (x.Number ^ from).CompareTo(y.Number ^ from);

    public bool Equals(OrderKey x, OrderKey y) => x.Number == y.Number;

    public int GetHashCode(OrderKey obj) => obj.Number ^ from;
}
