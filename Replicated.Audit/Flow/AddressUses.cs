using System.Collections.Immutable;
using System.Reflection.Emit;
using Replicated.Audit.Decode;

namespace Replicated.Audit.Flow;

/// <summary>Judges what is done with the address that one instruction takes.</summary>
sealed class AddressUses(AuditedAssembly assembly, AssemblySet assemblies, Body body, OriginFlow flow)
{
    readonly CallReading calls = new(assembly, assemblies);
    readonly MarkReading marks = new(assembly, body);
    readonly Lazy<ILookup<int, (Instruction Instruction, int Operand)>> usesOf = new(() => UsesIn(body, flow).ToLookup(use => use.Taken, use => use.Use));

    /// <summary>The reason why writes through the address could be missed, or null.</summary>
    /// <param name="isWritten">Whether anything is written through it.</param>
    internal string? ProblemOf(Instruction taken, FieldKey member, out bool isWritten)
    {
        isWritten = false;
        foreach (var (instruction, operand) in usesOf.Value[taken.Index])
        {
            var use = UseOf(instruction, operand, flow.OperandsOf(instruction));
            isWritten |= use is AddressUse.Write or AddressUse.Call;
            if (use == AddressUse.Keep)
                return $"the address is kept or handed on by {instruction}";
            if (use == AddressUse.Write && !marks.IsMarkedAfter(instruction, member))
                return $"{instruction} writes through the address and no mark follows";
            if (use == AddressUse.Call && !marks.MarksOnItsWayOut(instruction, member))
                return $"{instruction} of {assembly.MethodOf(instruction.Operand)} gets the address and does not mark on its way out";
        }
        return null;
    }

    /// <summary>The operands that are or hold an address, by the number of the instruction that took it.</summary>
    static IEnumerable<(int Taken, (Instruction Instruction, int Operand) Use)> UsesIn(Body body, OriginFlow flow)
    {
        foreach (var instruction in body.Instructions)
        {
            if (flow.Before(instruction) is not { } state)
                continue;
            var operands = flow.OperandsOf(instruction);
            for (int operand = 0; operand < operands.Length; operand++)
            {
                foreach (int taken in state.AddressesIn(operands[operand]).Addresses)
                    yield return (taken, (instruction, operand));
            }
        }
    }

    AddressUse UseOf(Instruction instruction, int operand, ImmutableArray<Origins> operands)
    {
        string name = instruction.OpCode.Name!;
        if (name is "call" or "callvirt" or "newobj" or "calli")
            return UseOfCall(instruction, operand);
        if (name is "initobj" or "cpobj" or "cpblk" or "initblk" || name.StartsWith("stind", StringComparison.Ordinal) || name is "stfld" or "stobj")
        {
            if (operand == 0)
                return operands[0].Locals.Any() && !operands[0].Addresses.Any() ? AddressUse.Follow : AddressUse.Write;
            // The value that is stored is an address: it may go into a local variable, which is followed.
            return name is "cpobj" or "cpblk" ? AddressUse.Read : operands[0].Locals.Any() ? AddressUse.Follow : AddressUse.Keep;
        }
        if (name.StartsWith("stloc", StringComparison.Ordinal) || name.StartsWith("conv.", StringComparison.Ordinal))
            return AddressUse.Follow;
        if (name.StartsWith("ldind", StringComparison.Ordinal) || instruction.OpCode.FlowControl == FlowControl.Cond_Branch)
            return AddressUse.Read;
        return name switch
        {
            "dup" or "ldflda" or "add" or "sub" => AddressUse.Follow,
            "pop" or "ldfld" or "ldobj" or "ceq" or "cgt.un" or "clt.un" => AddressUse.Read,
            _ => AddressUse.Keep,
        };
    }

    AddressUse UseOfCall(Instruction call, int operand)
    {
        if (assembly.MethodOf(call.Operand) is not { } target)
            return AddressUse.Keep;
        if (calls.WritesNothing(call, target, operand, calls.ConstraintOf(body, call)))
            return AddressUse.Follow;
        return CallReading.IsAtomic(target) ? AddressUse.Write : AddressUse.Call;
    }
}
