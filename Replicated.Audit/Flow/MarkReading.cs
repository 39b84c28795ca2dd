using System.Reflection.Emit;
using System.Reflection.Metadata;
using Replicated.Audit.Decode;

namespace Replicated.Audit.Flow;

/// <summary>Sees that a member is marked after a write.</summary>
sealed class MarkReading(AuditedAssembly assembly, Body body)
{
    /// <summary>Whether the mark follows in a straight line, with nothing between that could throw.</summary>
    internal bool IsMarkedAfter(Instruction write, FieldKey member)
    {
        for (var next = body.After(write); next != null && (IsHarmless(next) || IsMark(next) || IsReport(next)); next = body.After(next))
        {
            if (Marks(next, member))
                return true;
        }
        return false;
    }

    /// <summary>Whether all statics of a type are marked at once after a store of its initialiser.</summary>
    internal bool MarksStaticsAfter(Instruction store) =>
        body.After(store) is { } token && token.OpCode == OpCodes.Ldtoken
        && body.After(token) is { } call && call.OpCode == OpCodes.Call
        && assembly.MethodOf(call.Operand) is { Name: "MarkStatics", Owner.Key.Name: WovenNames.Tracker };

    /// <summary>Whether a call marks the member however it ends: in the weaver's method that makes it and lends the member meanwhile, or in a handler around it.</summary>
    internal bool MarksOnItsWayOut(Instruction call, FieldKey member) => IsMarkedByWrapper(call, member) || IsMarkedByHandler(call, member);

    bool IsMarkedByWrapper(Instruction call, FieldKey member)
    {
        if (assembly.MethodOf(call.Operand) is not { Owner.Key: { } owner } target || !target.Name.StartsWith(WovenNames.Call, StringComparison.Ordinal))
            return false;
        return assembly.BodiesOf(owner, target.Name).Any(wrapper =>
            wrapper.Instructions.Any(instruction => Lends(instruction, member))
            && wrapper.Regions.Any(region => IsUnwinding(region) && wrapper.Instructions.Any(instruction => IsIn(instruction, region) && Marks(instruction, member)))
            && wrapper.Instructions.Where(instruction => instruction.OpCode.FlowControl == FlowControl.Call && !IsOfWeaver(instruction)).All(inner => IsProtected(wrapper, inner)));
    }

    bool IsMarkedByHandler(Instruction call, FieldKey member) => body.Regions.Any(region =>
        IsUnwinding(region)
        && call.Offset >= region.TryOffset && call.Offset < region.TryOffset + region.TryLength
        && body.Instructions.Any(instruction => IsIn(instruction, region) && Marks(instruction, member)));

    static bool IsProtected(Body wrapper, Instruction instruction) => wrapper.Regions.Any(region =>
        IsUnwinding(region) && instruction.Offset >= region.TryOffset && instruction.Offset < region.TryOffset + region.TryLength);

    static bool IsUnwinding(ExceptionRegion region) => region.Kind is ExceptionRegionKind.Finally or ExceptionRegionKind.Fault;

    static bool IsIn(Instruction instruction, ExceptionRegion region) =>
        instruction.Offset >= region.HandlerOffset && instruction.Offset < region.HandlerOffset + region.HandlerLength;

    bool IsMark(Instruction instruction) => instruction.OpCode == OpCodes.Call && assembly.MethodOf(instruction.Operand)?.Marks != null;

    /// <summary>Says that a watched collection has changed: the address may be that of an element.</summary>
    bool IsReport(Instruction instruction) =>
        instruction.OpCode == OpCodes.Call && assembly.MethodOf(instruction.Operand) is { Name: "Touch" or "TouchElement", Owner.Key.Name: WovenNames.Watched };

    /// <summary>Lends a member or takes it back, or marks it.</summary>
    bool IsOfWeaver(Instruction instruction) =>
        instruction.OpCode == OpCodes.Call && assembly.MethodOf(instruction.Operand) is { } target && (target.Marks != null || target.Lends != null || target.Owner?.Key?.Name == WovenNames.Tracker);

    bool Lends(Instruction instruction, FieldKey member) =>
        instruction.OpCode == OpCodes.Call && assembly.MethodOf(instruction.Operand)?.Lends == member;

    internal bool Marks(Instruction instruction, FieldKey member) =>
        instruction.OpCode == OpCodes.Call && assembly.MethodOf(instruction.Operand)?.Marks == member;

    static bool IsHarmless(Instruction instruction)
    {
        string name = instruction.OpCode.Name!;
        return name is "nop" or "dup" || name.StartsWith("ldloc", StringComparison.Ordinal) || name.StartsWith("ldarg", StringComparison.Ordinal)
            || name.StartsWith("stloc", StringComparison.Ordinal);
    }
}
