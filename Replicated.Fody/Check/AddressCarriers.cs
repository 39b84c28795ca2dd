using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Check;

/// <summary>
/// Which values of a method can be, or hold, the address of a replicated member: what <c>ldflda</c> pushes, what is made of it, and the
/// variables that it is put into, whatever the order.
/// </summary>
internal sealed class AddressCarriers
{
    readonly MethodDefinition method;
    readonly StackFlow flow;
    readonly HashSet<Instruction> producers;
    readonly HashSet<Instruction> repeated = [];
    readonly Dictionary<Slot, HashSet<Instruction>> variables = [];

    /// <summary>Variables that are the address of one other all the time: <c>ref var same = ref view;</c>.</summary>
    readonly Dictionary<Slot, Slot> aliases = [];
    readonly Dictionary<Instruction, CallSignature> signatures = [];
    readonly List<Filling> fillings = [];

    internal AddressCarriers(MethodDefinition method, StackFlow flow, IEnumerable<Instruction> producers)
    {
        this.method = method;
        this.flow = flow;
        this.producers = [.. producers];
        FindRepeated();
        FindAliases();
        FindFillings();
        Spread();
    }

    /// <summary>The places at which a variable may get an address, with the operand that brings it.</summary>
    internal IReadOnlyList<Filling> Fillings => fillings;

    /// <summary>Whether the variables that an instruction puts an address into hold nothing else after it.</summary>
    internal bool IsWhole(Instruction at) => fillings.All(filling => filling.At != at || filling.IsWhole);

    internal CallSignature SignatureOf(Instruction call)
    {
        if (!signatures.TryGetValue(call, out var signature))
            signatures.Add(call, signature = new CallSignature(call));
        return signature;
    }

    /// <summary>Where the owners of the addresses are found that an operand can be or hold; empty where it holds none.</summary>
    internal IReadOnlyCollection<OwnerSlot> Of(Instruction consumer, int operand)
    {
        var sources = flow.SourcesOf(consumer, operand);
        if (sources.All(HoldsNone))
            return [];
        var found = new HashSet<OwnerSlot>();
        foreach (var source in sources)
            Add(source, found, []);
        return found;
    }

    /// <summary>Whether a source is seen at once to be no address: most are none.</summary>
    bool HoldsNone(Instruction source) => !producers.Contains(source) && source.OpCode.Code switch
    {
        Code.Ldfld => !AddressTypes.CanHold((FieldReference)source.Operand),
        Code.Ldsfld or Code.Ldlen or Code.Ldstr or Code.Ldnull or Code.Newarr or Code.Box => true,
        >= Code.Ldc_I4_M1 and <= Code.Ldc_R8 => true,
        _ => InstructionSlots.Loaded(source, method) is { } slot && !aliases.ContainsKey(slot) && !variables.ContainsKey(slot),
    };

    /// <summary>The one variable whose address every source of the operand is; null where it is none, or one of several.</summary>
    internal Slot? VariableBehind(Instruction consumer, int operand)
    {
        var slots = flow.SourcesOf(consumer, operand).Select(VariableAt).Distinct().ToList();
        return slots.Count == 1 ? slots[0] : null;
    }

    /// <summary>The variable whose address an instruction pushes.</summary>
    Slot? VariableAt(Instruction source) =>
        InstructionSlots.AddressOf(source, method) ?? (InstructionSlots.Loaded(source, method) is { } loaded && aliases.TryGetValue(loaded, out var behind) ? behind : null);

    void Add(Instruction source, HashSet<OwnerSlot> found, HashSet<Instruction> visited)
    {
        if (!visited.Add(source))
            return;
        if (producers.Contains(source))
            found.Add(new OwnerSlot(source, null));
        else if ((VariableAt(source) ?? InstructionSlots.Loaded(source, method)) is { } slot)
            AddVariable(slot, found);
        else
        {
            foreach (int operand in HandedOn(source, visited))
            {
                foreach (var earlier in flow.SourcesOf(source, operand))
                    Add(earlier, found, visited);
            }
        }
    }

    void AddVariable(Slot slot, HashSet<OwnerSlot> found)
    {
        if (!variables.TryGetValue(slot, out var held))
            return;
        foreach (var producer in held)
            found.Add(new OwnerSlot(producer, repeated.Contains(producer) ? slot : null));
    }

    /// <summary>The operands whose address is in what the instruction pushes.</summary>
    IEnumerable<int> HandedOn(Instruction instruction, HashSet<Instruction> visited)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Ldflda:
            case Code.Conv_U or Code.Conv_I:
            case Code.Ldind_I:
                return [0];
            case Code.Ldfld:
                return AddressTypes.CanHold((FieldReference)instruction.Operand) ? [0] : [];
            case Code.Ldobj:
                return AddressTypes.CanHold((TypeReference)instruction.Operand) ? [0] : [];
            case Code.Sub or Code.Sub_Ovf or Code.Sub_Ovf_Un:
                // The distance of two addresses is none.
                return flow.SourcesOf(instruction, 1).Any(source => Carries(source, [.. visited])) ? [] : [0];
            case Code.Add or Code.Mul or Code.And or Code.Or:
            case Code.Add_Ovf or Code.Add_Ovf_Un:
                return [0, 1];
            case Code.Call or Code.Callvirt or Code.Newobj or Code.Calli:
                var signature = SignatureOf(instruction);
                return signature.ReturnsCarrier ? Enumerable.Range(0, signature.Count).Where(signature.HandsBack) : [];
            default:
                return [];
        }
    }

    bool Carries(Instruction source, HashSet<Instruction> visited)
    {
        var found = new HashSet<OwnerSlot>();
        Add(source, found, visited);
        return found.Count > 0;
    }

    /// <summary>An instruction that may run again before the method ends is one that some branch leads back over.</summary>
    void FindRepeated()
    {
        foreach (var instruction in method.Body.Instructions)
        {
            var targets = instruction.Operand switch { Instruction one => [one], Instruction[] many => many, _ => Array.Empty<Instruction>() };
            if (targets.Length == 0)
                continue;
            int last = flow.NumberOf(instruction);
            foreach (int first in targets.Select(flow.NumberOf).Where(first => first <= last))
                repeated.UnionWith(producers.Where(producer => flow.NumberOf(producer) >= first && flow.NumberOf(producer) <= last));
        }
    }

    void FindAliases()
    {
        var stores = new Dictionary<Slot, HashSet<Slot?>>();
        foreach (var instruction in method.Body.Instructions)
        {
            if (InstructionSlots.Stored(instruction, method) is { } stored)
            {
                if (!stores.TryGetValue(stored, out var put))
                    stores.Add(stored, put = []);
                put.UnionWith(flow.SourcesOf(instruction, 0).Select(source => producers.Contains(source) ? null : InstructionSlots.AddressOf(source, method)));
            }
        }
        foreach (var (slot, put) in stores.Select(pair => (pair.Key, pair.Value)))
        {
            if (put.Count == 1 && put.First() is { } behind && !slot.IsArgument && !method.Body.Instructions.Any(instruction => InstructionSlots.AddressOf(instruction, method) == slot))
                aliases.Add(slot, behind);
        }
    }

    void FindFillings()
    {
        foreach (var instruction in method.Body.Instructions)
        {
            if (InstructionSlots.Stored(instruction, method) is { } stored)
                fillings.Add(new Filling(instruction, 0, stored, IsWhole: true));
            else if (IsFilling(instruction) && VariableBehind(instruction, 0) is { } behind)
                fillings.Add(new Filling(instruction, 1, behind, IsWhole: instruction.Operand is not FieldReference field || AddressTypes.HoldsOneAddress(field.DeclaringType)));
            else if (instruction.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj or Code.Calli)
                FindFillings(instruction, SignatureOf(instruction));
        }
    }

    static bool IsFilling(Instruction instruction) =>
        instruction.OpCode.Code is Code.Stfld or Code.Stobj or Code.Stind_I || (instruction.OpCode.Code == Code.Cpobj && AddressTypes.CanHold((TypeReference)instruction.Operand));

    void FindFillings(Instruction call, CallSignature signature)
    {
        for (int filled = 0; filled < signature.Count; filled++)
        {
            if (!signature.Fills(filled) || VariableBehind(call, filled) is not { } slot)
                continue;
            for (int operand = 0; operand < signature.Count; operand++)
            {
                if (operand != filled && signature.Hands(operand))
                    fillings.Add(new Filling(call, operand, slot, IsWhole: signature.IsSetWhole(filled)));
            }
        }
    }

    void Spread()
    {
        for (bool grew = true; grew;)
        {
            grew = false;
            foreach (var filling in fillings)
            {
                var sources = Of(filling.At, filling.Operand);
                if (sources.Count == 0)
                    continue;
                if (!variables.TryGetValue(filling.Slot, out var held))
                    variables.Add(filling.Slot, held = []);
                int before = held.Count;
                held.UnionWith(sources.Select(source => source.Producer));
                grew |= held.Count > before;
            }
        }
        fillings.RemoveAll(filling => Of(filling.At, filling.Operand).Count == 0);
    }
}
