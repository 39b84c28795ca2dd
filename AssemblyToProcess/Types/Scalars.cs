using System;
using System.Numerics;
using Replicated;

namespace AssemblyToProcess;

public enum Small : byte
{
    None,
    One,
    Most = 255,
}

[Flags]
public enum Large : long
{
    None,
    Low = 1,
    High = long.MinValue,
}

/// <summary>Every type that is sent by value.</summary>
[Replicated]
public class Scalars
{
    public bool Boolean { get; set; }
    public char Char { get; set; }
    public sbyte SByte { get; set; }
    public byte Byte { get; set; }
    public short Int16 { get; set; }
    public ushort UInt16 { get; set; }
    public int Int32 { get; set; }
    public uint UInt32 { get; set; }
    public long Int64 { get; set; }
    public ulong UInt64 { get; set; }
    public Int128 Int128 { get; set; }
    public UInt128 UInt128 { get; set; }
    public Half Half { get; set; }
    public float Single { get; set; }
    public double Double { get; set; }
    public decimal Decimal { get; set; }
    public BigInteger BigInteger { get; set; }
    public Guid Guid { get; set; }
    public DateTime DateTime { get; set; }
    public DateTimeOffset DateTimeOffset { get; set; }
    public TimeSpan TimeSpan { get; set; }
    public DateOnly DateOnly { get; set; }
    public TimeOnly TimeOnly { get; set; }
    public string? String { get; set; }
    public Uri? Uri { get; set; }
    public Version? Version { get; set; }
    public Type? Type { get; set; }
    public StringComparer? Comparer { get; set; }
    public Small Small { get; set; }
    public Large Large { get; set; }
}
