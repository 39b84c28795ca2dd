using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Structs whose one field stands for several items, and numbers that lie upon each other.</summary>
[Replicated]
public class Buffers
{
    public Registers Registers { get; set; }
    public Four<int> Numbers { get; set; }
    public Four<Leaf?> Leaves { get; set; }
    public Four<Four<string?>> Nested { get; set; }
    public Union Union { get; set; }
    public Four<byte>[]? Many { get; set; }
}

public unsafe struct Registers
{
    public fixed int Items[6];
    public fixed char Text[3];
    public byte Flags;

    public int this[int index]
    {
        get => Items[index];
        set => Items[index] = value;
    }
}

[InlineArray(4)]
public struct Four<T>
{
    T first;
}

[StructLayout(LayoutKind.Explicit)]
public struct Union
{
    [FieldOffset(0)] public long Whole;
    [FieldOffset(0)] public int Low;
    [FieldOffset(4)] public float High;
    [FieldOffset(8)] public string? Text;
}
