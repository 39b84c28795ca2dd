using System.Reflection.Emit;
using Replicated.Audit.Decode;

namespace Replicated.Audit.Checks;

/// <summary>Branches and handlers begin and end where instructions do; prefixes stand before what they belong to.</summary>
public static class BodyCheck
{
    public static IEnumerable<Finding> Of(AuditedAssembly assembly) => assembly.Bodies.SelectMany(Of);

    static IEnumerable<Finding> Of(Body body)
    {
        foreach (var instruction in body.Instructions)
        {
            foreach (int target in instruction.Targets.Where(target => body.At(target) == null))
                yield return Found(body, $"{instruction} leads to IL_{target:x4}, where no instruction starts");
            if (instruction.IsPrefix && (body.After(instruction) is not { } next || !Fits(instruction.OpCode, next)))
                yield return Found(body, $"{instruction} stands before what it does not belong to");
        }
        foreach (var region in body.Regions)
        {
            int[] starts = region.FilterOffset >= 0 ? [region.TryOffset, region.HandlerOffset, region.FilterOffset] : [region.TryOffset, region.HandlerOffset];
            int[] ends = [region.TryOffset + region.TryLength, region.HandlerOffset + region.HandlerLength];
            foreach (int edge in starts.Where(start => body.At(start) == null).Concat(ends.Where(end => end != body.Size && body.At(end) == null)))
                yield return Found(body, $"a handler has an edge at IL_{edge:x4}, where no instruction starts");
        }
    }

    static bool Fits(OpCode prefix, Instruction next)
    {
        if (next.IsPrefix)
            return true;
        string name = next.OpCode.Name!;
        if (prefix == OpCodes.Tailcall)
            return name is "call" or "callvirt" or "calli";
        if (prefix == OpCodes.Constrained)
            return name is "callvirt" or "call" or "ldftn";
        if (prefix == OpCodes.Readonly)
            return name is "ldelema" or "call" or "callvirt";
        return name is "ldfld" or "stfld" or "ldsfld" or "stsfld" or "ldobj" or "stobj" or "cpblk" or "initblk"
            || name.StartsWith("ldind", StringComparison.Ordinal) || name.StartsWith("stind", StringComparison.Ordinal);
    }

    static Finding Found(Body body, string what) => new("branches", body.ToString(), what);
}
