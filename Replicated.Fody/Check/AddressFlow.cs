using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Check;

/// <summary>Follows the address of a member to all instructions that use it.</summary>
internal sealed class AddressFlow(MethodDefinition method, StackFlow flow)
{
    readonly List<Instruction> writes = [];
    readonly List<Instruction> calls = [];

    /// <summary>Instructions that write through the address and cannot throw after they have written.</summary>
    internal IReadOnlyList<Instruction> Writes => writes;

    /// <summary>Calls that get the address and may write through it.</summary>
    internal IReadOnlyList<Instruction> Calls => calls;

    /// <summary>Follows the address that an instruction pushes.</summary>
    /// <returns>The use that cannot be handled, or null.</returns>
    internal AddressFault? Follow(Instruction producer)
    {
        foreach (var use in flow.UsesOf(producer))
        {
            if (FaultOf(use, producer) is { } fault)
                return fault;
        }
        return null;
    }

    AddressFault? FaultOf(StackUse use, Instruction producer)
    {
        var consumer = use.Consumer;
        switch (consumer.OpCode.Code)
        {
            case Code.Pop:
            case Code.Ldfld:
            case Code.Ldobj:
            case Code.Ldind_I or Code.Ldind_I1 or Code.Ldind_I2 or Code.Ldind_I4 or Code.Ldind_I8 or Code.Ldind_R4 or Code.Ldind_R8:
            case Code.Ldind_Ref or Code.Ldind_U1 or Code.Ldind_U2 or Code.Ldind_U4:
            case Code.Brtrue or Code.Brtrue_S or Code.Brfalse or Code.Brfalse_S:
                return null;
            case Code.Dup:
            case Code.Ldflda:
                return Sole(consumer, use.Operand, producer) ?? Follow(consumer);
            case Code.Stfld or Code.Stobj or Code.Initobj when use.Operand == 0:
            case Code.Stind_I or Code.Stind_I1 or Code.Stind_I2 or Code.Stind_I4 or Code.Stind_I8 or Code.Stind_R4 or Code.Stind_R8 or Code.Stind_Ref
                when use.Operand == 0:
                return Write(consumer, use.Operand, producer, writes);
            case Code.Call or Code.Callvirt or Code.Newobj:
                return FaultOfCall(use, producer);
            case Code.Ret:
                return new AddressFault(Rules.AddressReturned, consumer);
            case Code.Stloc or Code.Stloc_S or Code.Stloc_0 or Code.Stloc_1 or Code.Stloc_2 or Code.Stloc_3:
                return new AddressFault(IsPinned(consumer) ? Rules.AddressPinned : Rules.AddressKept, consumer);
            case Code.Conv_U or Code.Conv_I:
                return new AddressFault(Rules.AddressPinned, consumer);
            default:
                return new AddressFault(Rules.AddressUse, consumer);
        }
    }

    AddressFault? FaultOfCall(StackUse use, Instruction producer)
    {
        var call = use.Consumer;
        var effect = CallEffects.Of(call, use.Operand);
        return effect switch
        {
            CallEffect.Reads => null,
            CallEffect.WritesAndReturns => Write(call, use.Operand, producer, writes),
            CallEffect.MayKeep => new AddressFault(Rules.AddressHandedOn, call),
            _ when CallEffects.NamesMethodParameters(call) || NamesMethodParameters(producer) => new AddressFault(Rules.AddressInGenericMethod, call),
            _ => Write(call, use.Operand, producer, calls),
        };
    }

    static bool NamesMethodParameters(Instruction producer) =>
        producer.Operand is FieldReference field && CallEffects.NamesMethodParameters(field.DeclaringType);

    AddressFault? Write(Instruction consumer, int operand, Instruction producer, List<Instruction> into)
    {
        if (Sole(consumer, operand, producer) is { } fault)
            return fault;
        if (consumer.Previous is { OpCode.Code: Code.Tail })
            return new AddressFault(Rules.AddressUse, consumer);
        if (!into.Contains(consumer))
            into.Add(consumer);
        return null;
    }

    /// <summary>The object to mark is known only where no other address can have come to the same place.</summary>
    AddressFault? Sole(Instruction consumer, int operand, Instruction producer)
    {
        var sources = flow.SourcesOf(consumer, operand);
        var origin = producer.OpCode.Code == Code.Dup ? flow.SourcesOf(producer, 0) : [producer];
        return sources.Count == 1 && origin.Count == 1 && sources.First() == origin.First() ? null : new AddressFault(Rules.AddressChosen, consumer);
    }

    bool IsPinned(Instruction store)
    {
        int index = store.OpCode.Code switch
        {
            Code.Stloc_0 => 0,
            Code.Stloc_1 => 1,
            Code.Stloc_2 => 2,
            Code.Stloc_3 => 3,
            _ => ((VariableDefinition)store.Operand).Index,
        };
        return method.Body.Variables[index].IsPinned;
    }
}
