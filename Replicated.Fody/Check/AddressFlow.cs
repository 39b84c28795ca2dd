using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Check;

/// <summary>
/// Follows the addresses of members, or of elements of arrays, through a method to all instructions that use them, and finds what writes through
/// them: each has to be followed by a mark. The owner, which is to be marked, is kept where the address is taken.
/// </summary>
internal sealed class AddressFlow
{
    readonly MethodDefinition method;
    readonly StackFlow flow;
    readonly AddressCarriers carriers;
    readonly List<AddressUse> uses = [];
    readonly List<AddressWrite> writes = [];
    readonly List<AddressFault> faults = [];

    AddressFlow(MethodDefinition method, StackFlow flow, IReadOnlyCollection<Instruction> producers)
    {
        this.method = method;
        this.flow = flow;
        carriers = new AddressCarriers(method, flow, producers);
    }

    /// <summary>What cannot be handled, and what the user should know of.</summary>
    internal IReadOnlyList<AddressFault> Faults => faults;

    /// <summary>All that is done with the addresses.</summary>
    internal IReadOnlyList<AddressUse> Uses => uses;

    /// <summary>What writes through them.</summary>
    internal IReadOnlyList<AddressWrite> Writes => writes;

    /// <summary>The owners that are needed after a write, in the order in which the addresses are taken.</summary>
    internal IReadOnlyList<OwnerSlot> Kept { get; private set; } = [];

    /// <summary>Where variables get addresses whose owners are needed.</summary>
    internal IReadOnlyList<OwnerCopy> Copies { get; private set; } = [];

    /// <summary>Follows the addresses that the given instructions take.</summary>
    internal static AddressFlow Of(MethodDefinition method, StackFlow flow, IReadOnlyCollection<Instruction> producers)
    {
        var address = new AddressFlow(method, flow, producers);
        foreach (var instruction in method.Body.Instructions)
        {
            int pops = StackEffect.Pops(instruction, method);
            for (int operand = 0; operand < pops; operand++)
            {
                if (address.carriers.Of(instruction, operand) is not { Count: > 0 } sources)
                    continue;
                address.uses.Add(new AddressUse(instruction, operand, sources));
                address.Judge(instruction, operand, sources);
            }
        }
        address.KeepOwners();
        return address;
    }

    /// <summary>Whether an instruction, not a call, writes through the address that this operand is.</summary>
    internal static bool IsWrite(Instruction instruction, int operand) => operand == 0 && instruction.OpCode.Code switch
    {
        Code.Stfld or Code.Stobj or Code.Initobj or Code.Cpobj or Code.Cpblk or Code.Initblk => true,
        Code.Stind_I or Code.Stind_I1 or Code.Stind_I2 or Code.Stind_I4 or Code.Stind_I8 or Code.Stind_R4 or Code.Stind_R8 or Code.Stind_Ref => true,
        _ => false,
    };

    void Judge(Instruction at, int operand, IReadOnlyCollection<OwnerSlot> sources)
    {
        switch (at.OpCode.Code)
        {
            case Code.Pop or Code.Dup:
            case Code.Ldflda or Code.Ldfld or Code.Ldobj:
            case Code.Ldind_I or Code.Ldind_I1 or Code.Ldind_I2 or Code.Ldind_I4 or Code.Ldind_I8 or Code.Ldind_R4 or Code.Ldind_R8:
            case Code.Ldind_Ref or Code.Ldind_U1 or Code.Ldind_U2 or Code.Ldind_U4:
            case Code.Brtrue or Code.Brtrue_S or Code.Brfalse or Code.Brfalse_S or Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un:
            case Code.Beq or Code.Beq_S or Code.Bne_Un or Code.Bne_Un_S or Code.Bge_Un or Code.Bge_Un_S or Code.Bgt_Un or Code.Bgt_Un_S:
            case Code.Ble_Un or Code.Ble_Un_S or Code.Blt_Un or Code.Blt_Un_S:
            case Code.Conv_U or Code.Conv_I or Code.Add or Code.Sub or Code.Mul or Code.And or Code.Or:
            case Code.Add_Ovf or Code.Add_Ovf_Un or Code.Sub_Ovf or Code.Sub_Ovf_Un:
            case Code.Cpblk when operand == 1:
            case Code.Cpobj when operand == 1 && !AddressTypes.CanHold((TypeReference)at.Operand):
                break;
            case var _ when IsWrite(at, operand):
                Mark(at, sources, isCall: false);
                break;
            case Code.Call or Code.Callvirt or Code.Newobj or Code.Calli:
                JudgeCall(at, operand, sources);
                break;
            case Code.Ret:
                Fault(ReturnRule(), at, sources);
                break;
            case Code.Mkrefany:
                Fault(Rules.AddressTyped, at, sources);
                break;
            default:
                JudgeKeeping(at, sources);
                break;
        }
    }

    /// <summary>A variable of the method may keep an address; nothing else may.</summary>
    void JudgeKeeping(Instruction at, IReadOnlyCollection<OwnerSlot> sources)
    {
        if (carriers.Fillings.Any(filling => filling.At == at))
            return;
        bool isPointer = at.OpCode.Code is Code.Stelem_I or Code.Conv_U8 or Code.Conv_I8 or Code.Stind_I
            || (at.Operand is FieldReference field && AddressTypes.IsPointer(field.FieldType));
        Fault(isPointer ? Rules.AddressPinned : at.OpCode.Code is Code.Stfld or Code.Stsfld or Code.Stobj ? Rules.AddressKept : Rules.AddressUse, at, sources);
    }

    void JudgeCall(Instruction at, int operand, IReadOnlyCollection<OwnerSlot> sources)
    {
        var signature = carriers.SignatureOf(at);
        if (operand >= signature.Count)
        {
            Fault(Rules.AddressUse, at, sources);
            return;
        }
        if (HandsToSomeoneElse(at, operand, signature))
            Fault(Rules.AddressKept, at, sources);
        if (IsPointerVariable(at, operand, signature))
            Fault(Rules.AddressPinned, at, sources);
        if (CallEffects.IsUnsafe(at))
            Fault(Rules.AddressUnsafe, at, sources);
        switch (CallEffects.Of(at, operand, signature))
        {
            case CallEffect.Writes:
                Mark(at, sources, isCall: true);
                break;
            case CallEffect.WritesAndReturns:
                if (!IsEventAccessor)
                    Fault(Rules.AddressInterlocked, at, sources);
                Mark(at, sources, isCall: false);
                break;
            case CallEffect.TakesPointer:
                Fault(Rules.AddressPinned, at, sources);
                break;
            case CallEffect.Reinterprets:
                Fault(Rules.AddressReinterpreted, at, sources);
                break;
        }
    }

    /// <summary>Whether the call can put the address into a ref struct that is no variable of this method.</summary>
    bool HandsToSomeoneElse(Instruction at, int operand, CallSignature signature) =>
        signature.Hands(operand)
        && Enumerable.Range(0, signature.Count).Any(filled => filled != operand && signature.Fills(filled) && carriers.VariableBehind(at, filled) == null);

    /// <summary>Whether the call gets the variable that holds a pointer, and with it the pointer.</summary>
    bool IsPointerVariable(Instruction at, int operand, CallSignature signature) =>
        signature.TypeOf(operand) is ByReferenceType byReference && AddressTypes.HoldsPointer(byReference.ElementType) && carriers.VariableBehind(at, operand) != null;

    bool IsEventAccessor => method.IsAddOn || method.IsRemoveOn;

    Rule ReturnRule() => AddressTypes.IsPointer(method.ReturnType) ? Rules.AddressPinned
        : AddressTypes.IsRefStruct(method.ReturnType) ? Rules.AddressKept
        : Rules.AddressReturned;

    void Mark(Instruction at, IReadOnlyCollection<OwnerSlot> sources, bool isCall)
    {
        foreach (var source in sources)
        {
            var write = new AddressWrite(at, source, isCall);
            if (!writes.Contains(write))
                writes.Add(write);
        }
    }

    void Fault(Rule rule, Instruction at, IReadOnlyCollection<OwnerSlot> sources)
    {
        foreach (var producer in sources.Select(source => source.Producer).Distinct())
            faults.Add(new AddressFault(rule, at, producer));
    }

    /// <summary>Keeps the owners that marks need: where an address is taken, and where a variable gets one that can be taken again.</summary>
    void KeepOwners()
    {
        var copies = carriers.Fillings.SelectMany(CopiesAt).Distinct().ToList();
        var needed = new HashSet<OwnerSlot>(writes.Select(write => write.Source).Where(HasOwner));
        for (bool grew = true; grew;)
        {
            grew = false;
            foreach (var copy in copies.Where(copy => needed.Contains(copy.To)))
                grew |= needed.Add(copy.From);
        }
        copies.RemoveAll(copy => !needed.Contains(copy.To));
        // Where the variable may go on holding what it held, or gets one of several, one place for the owner is not enough.
        foreach (var chosen in copies.GroupBy(copy => (copy.At, copy.To)).Where(group => group.Count() > 1 || !carriers.IsWhole(group.Key.At)))
            faults.Add(new AddressFault(Rules.AddressChosen, chosen.Key.At, chosen.Key.To.Producer));
        copies.RemoveAll(copy => copy.From == copy.To);
        Kept = [.. needed.Where(slot => slot.Via == null).OrderBy(slot => flow.NumberOf(slot.Producer))];
        Copies = copies;
    }

    /// <summary>A static belongs to no object.</summary>
    static bool HasOwner(OwnerSlot slot) => slot.Producer.OpCode.Code != Code.Ldsflda;

    IEnumerable<OwnerCopy> CopiesAt(Filling filling) => carriers.Of(filling.At, filling.Operand)
        .Where(HasOwner)
        .Select(source => new OwnerCopy(filling.At, source, source with { Via = filling.Slot }));
}
