using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Check;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;

namespace Replicated.Fody.Watch;

/// <summary>
/// What the methods of the module do with the addresses of items that they take, and with spans over collections: in variables, in what they
/// are given to, in what is made of them.
/// </summary>
internal sealed class ItemAddresses(ModuleIndex index)
{
    readonly Dictionary<MethodDefinition, AddressFlow> flows = [];
    readonly Dictionary<(MethodDefinition Method, int Argument), bool> kept = [];

    /// <summary>Where all addresses go that a method takes, of whichever collection.</summary>
    internal AddressFlow FlowOf(MethodDefinition method)
    {
        if (!flows.TryGetValue(method, out var flow))
            flows.Add(method, flow = AddressFlow.Of(method, index.FlowOf(method), [.. method.Body.Instructions.Where(Takes)]));
        return flow;
    }

    static bool Takes(Instruction at) =>
        at.OpCode.Code == Code.Ldelema
        || (at.Operand is MethodReference called && (called is { Name: "Address", DeclaringType: ArrayType } || (SpanView.IsMade(called, 0) && !SpanView.IsMadeInPlace(at))));

    /// <summary>Why it is not known what is written through an address, or when; null if it is.</summary>
    /// <param name="producer">Takes it.</param>
    internal string? ObjectionTo(MethodDefinition method, Instruction producer)
    {
        var flow = FlowOf(method);
        var fault = flow.Faults.FirstOrDefault(fault => fault.Producer == producer && fault.Rule != Rules.AddressInterlocked);
        var use = flow.Uses.FirstOrDefault(use => use.Sources.Any(source => source.Producer == producer) && !IsFollowed(use));
        return (fault?.At ?? use?.At) is not { } at ? null
            : fault?.Rule == Rules.AddressChosen ? "an address of an item is put into a variable that may have it from two collections"
            : at.Operand is MethodReference called ? $"an address of an item is given to {CollectionSource.NameOf(called)}"
            : $"an address of an item is used by {at.OpCode.Name}";
    }

    /// <summary>Whether an instruction does nothing with the address that cannot be followed: makes no pointer, and works at no other item.</summary>
    bool IsFollowed(AddressUse use) => use.At.OpCode.Code switch
    {
        Code.Pop or Code.Dup or Code.Ldflda or Code.Ldfld or Code.Ldobj or Code.Stfld or Code.Stobj or Code.Initobj or Code.Cpobj or Code.Ret => true,
        >= Code.Ldind_I1 and <= Code.Ldind_Ref => true,
        (>= Code.Stind_Ref and <= Code.Stind_R8) or Code.Stind_I => true,
        Code.Brtrue or Code.Brtrue_S or Code.Brfalse or Code.Brfalse_S or Code.Beq or Code.Beq_S or Code.Bne_Un or Code.Bne_Un_S or Code.Ceq => true,
        >= Code.Stloc_0 and <= Code.Stloc_3 or Code.Stloc or Code.Stloc_S or Code.Starg or Code.Starg_S => true,
        Code.Call or Code.Callvirt or Code.Newobj => IsFollowed(use.At, (MethodReference)use.At.Operand, use.Operand),
        _ => false,
    };

    /// <summary>Whether a call works with the address only while it runs, and hands it on by its result alone.</summary>
    bool IsFollowed(Instruction call, MethodReference called, int operand)
    {
        if (!AddressTypes.CanHold(new CallSignature(call).TypeOf(operand)))
            return true;
        if (References.Resolve(called) is not { } target)
            return false;
        if (OpenCalls.IsOpen(call, target))
        {
            return operand == 0 && CallEffects.Constraint(call) is { IsValueType: true } type && References.Resolve(type) is { } definition
                && (PlatformCalls.IsPlatform(definition) || (index.Owns(definition) && definition.Methods.Where(body => OpenCalls.Implements(body, target)).All(body => IsKept(body, 0))));
        }
        return index.Own(called) is { } own ? IsKept(own, operand + (own.HasThis && call.OpCode.Code == Code.Newobj ? 1 : 0)) : PlatformCalls.IsPlatform(target.DeclaringType) && !PlatformCalls.IsUnsafe(target);
    }

    /// <summary>Whether a method does nothing else with an address that it gets than what is seen where it is called.</summary>
    bool IsKept(MethodDefinition method, int argument)
    {
        if (!method.HasBody)
            return false;
        if (kept.TryGetValue((method, argument), out bool known))
            return known;
        // One that calls itself does not do more by that.
        kept.Add((method, argument), true);
        var slot = new Slot(IsArgument: true, argument);
        var loads = method.Body.Instructions.Where(at => InstructionSlots.Loaded(at, method) == slot || InstructionSlots.AddressOf(at, method) == slot).ToList();
        var flow = AddressFlow.Of(method, index.FlowOf(method), loads);
        if (flow.Faults.All(fault => IsOfCaller(fault, method)) && flow.Uses.All(IsFollowed))
            return true;
        // What was said of others while this was believed is asked again.
        foreach (var believed in kept.Where(pair => pair.Value).Select(pair => pair.Key).ToList())
            kept.Remove(believed);
        kept[(method, argument)] = false;
        return false;
    }

    /// <summary>What the method returns is followed where it is called, and whose the address is was kept there.</summary>
    static bool IsOfCaller(AddressFault fault, MethodDefinition method) =>
        fault.Rule == Rules.AddressInterlocked || fault.Rule == Rules.AddressChosen || (fault.At.OpCode.Code == Code.Ret && !AddressTypes.HoldsPointer(method.ReturnType));
}

/// <summary>The address of an item, or a span, that a method takes of a watched collection.</summary>
/// <param name="Producer">Takes it.</param>
/// <param name="Flow">Where it goes.</param>
/// <param name="Element">The type of the item; null where it is a span.</param>
internal sealed record ItemAddress(MethodDefinition Method, Instruction Producer, AddressFlow Flow, TypeReference? Element)
{
    /// <summary>What writes through it.</summary>
    internal IEnumerable<AddressWrite> Writes => Flow.Writes.Where(write => write.Source.Producer == Producer);

    /// <summary>Several members may have it, each with a type of its own for the element.</summary>
    public bool Equals(ItemAddress? other) => other != null && Producer == other.Producer;

    public override int GetHashCode() => Producer.GetHashCode();
}
