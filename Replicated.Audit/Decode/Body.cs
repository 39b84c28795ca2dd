using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Replicated.Audit.Decode;

/// <summary>The body of one method.</summary>
public sealed class Body
{
    readonly Dictionary<int, Instruction> starts;

    internal Body(MethodDefinitionHandle handle, string method, string owner, IReadOnlyList<Instruction> instructions, ImmutableArray<ExceptionRegion> regions, int size)
    {
        Handle = handle;
        Method = method;
        Owner = owner;
        Instructions = instructions;
        Regions = regions;
        Size = size;
        starts = instructions.ToDictionary(instruction => instruction.Offset);
    }

    public MethodDefinitionHandle Handle { get; }

    /// <summary>The name alone.</summary>
    public string Method { get; }

    /// <summary>The full name of the type that declares the method.</summary>
    public string Owner { get; }

    public IReadOnlyList<Instruction> Instructions { get; }

    public ImmutableArray<ExceptionRegion> Regions { get; }

    /// <summary>In bytes.</summary>
    public int Size { get; }

    /// <summary>The instruction that starts at an offset, or null if none does.</summary>
    public Instruction? At(int offset) => starts.GetValueOrDefault(offset);

    public Instruction? After(Instruction instruction) => instruction.Index + 1 < Instructions.Count ? Instructions[instruction.Index + 1] : null;

    public Instruction? Before(Instruction instruction) => instruction.Index > 0 ? Instructions[instruction.Index - 1] : null;

    public override string ToString() => $"{Owner}.{Method}";
}
