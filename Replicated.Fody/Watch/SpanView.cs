using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Check;

namespace Replicated.Fody.Watch;

/// <summary>
/// What a method does with a span over a collection: most read it, or fill what a collection expression makes. The span is followed to all that
/// is done with it, with the references to items that it gives out.
/// </summary>
internal sealed class SpanView
{
    readonly MethodDefinition method;
    readonly StackFlow flow;
    readonly HashSet<Instruction> uses = [];

    SpanView(MethodDefinition method, StackFlow flow)
    {
        this.method = method;
        this.flow = flow;
    }

    /// <summary>The instructions that work with it.</summary>
    internal IReadOnlyCollection<Instruction> Uses => uses;

    /// <summary>Whether items are stored through it.</summary>
    internal bool Writes { get; private set; }

    /// <summary>Whether something is done with it of which it is not known what.</summary>
    internal bool Escapes { get; private set; }

    /// <summary>Whether a call makes a span over a collection that is its argument.</summary>
    internal static bool IsMade(MethodReference called, int parameter) => parameter == 0 && called.DeclaringType.GetElementType().FullName switch
    {
        "System.Runtime.InteropServices.CollectionsMarshal" => called.Name == "AsSpan",
        "System.MemoryExtensions" => called.Name == "AsSpan" && called.Parameters[0].ParameterType is ArrayType,
        "System.Span`1" or "System.ReadOnlySpan`1" => called is { Name: ".ctor" or "op_Implicit", Parameters.Count: > 0 } && called.Parameters[0].ParameterType is ArrayType,
        _ => false,
    };

    /// <summary>Whether a constructor is called, and not new: it puts the span where it is told.</summary>
    internal static bool IsMadeInPlace(Instruction call) => call.OpCode.Code == Code.Call && ((MethodReference)call.Operand).Name == ".ctor";

    /// <param name="made">The call that makes it.</param>
    internal static SpanView Of(MethodDefinition method, StackFlow flow, Instruction made)
    {
        var view = new SpanView(method, flow);
        view.uses.Add(made);
        if (IsMadeInPlace(made))
            view.FollowStore(made, view.SlotOf(made));
        else
            view.FollowValue(made);
        return view;
    }

    Slot? SlotOf(Instruction constructor) => flow.SourcesOf(constructor, 0) is { Count: 1 } sources ? InstructionSlots.AddressOf(sources.First(), method) : null;

    void FollowValue(Instruction producer)
    {
        foreach (var use in flow.UsesOf(producer))
        {
            if (InstructionSlots.Stored(use.Consumer, method) is { } slot)
                FollowStore(use.Consumer, slot);
            else if (use.Consumer.OpCode.Code == Code.Pop)
                uses.Add(use.Consumer);
            else if (use.Consumer.Operand is MethodReference called && IsOfSpan(called) && use.Consumer.OpCode.Code == Code.Call)
                Give(use, called);
            else
                Escapes = true;
        }
    }

    /// <summary>A span is an argument of a member of a span.</summary>
    void Give(StackUse use, MethodReference called)
    {
        bool isNew = uses.Add(use.Consumer);
        if (called.Name is "CopyTo" or "TryCopyTo" && use.Operand == 1)
            Writes = true;
        else if (called.Name != "op_Implicit")
            Escapes = true;
        else if (isNew)
            FollowValue(use.Consumer);
    }

    void FollowStore(Instruction store, Slot? slot)
    {
        if (slot is not { IsArgument: false })
        {
            Escapes = true;
            return;
        }
        if (!uses.Add(store) && store.Operand is not MethodReference)
            return;
        var after = Reaching.After(store, method.Body, flow, StoresTo(slot));
        foreach (var at in method.Body.Instructions)
        {
            if (InstructionSlots.AddressOf(at, method) == slot)
                FollowAddress(at, after);
            else if (InstructionSlots.Loaded(at, method) == slot && after.Contains(at) && uses.Add(at))
                FollowValue(at);
        }
    }

    HashSet<Instruction> StoresTo(Slot slot) =>
        [.. method.Body.Instructions.Where(at => InstructionSlots.Stored(at, method) == slot || (at.OpCode.Code == Code.Call && at.Operand is MethodReference { Name: ".ctor" } called && IsOfSpan(called) && SlotOf(at) == slot))];

    /// <param name="after">Where the span is in the variable: an address that was taken before is used then, too.</param>
    void FollowAddress(Instruction address, HashSet<Instruction> after)
    {
        foreach (var use in flow.UsesOf(address))
        {
            if (use.Consumer.OpCode.Code == Code.Initobj)
                continue;
            // What else gets the address can keep it.
            if (use.Consumer is not { OpCode.Code: Code.Call, Operand: MethodReference called } || !IsOfSpan(called) || use.Operand != 0)
            {
                Escapes = true;
                continue;
            }
            if (!after.Contains(use.Consumer) || !uses.Add(use.Consumer))
                continue;
            uses.Add(address);
            switch (called.Name)
            {
                case ".ctor" or "get_Length" or "get_IsEmpty" or "ToArray" or "CopyTo" or "TryCopyTo":
                    break;
                case "get_Item":
                    UseItem(ItemReference.Of(use.Consumer, flow));
                    break;
                case "Slice":
                    FollowValue(use.Consumer);
                    break;
                case "Clear" or "Fill":
                    Writes = true;
                    break;
                default:
                    Escapes = true;
                    break;
            }
        }
    }

    void UseItem(ItemReference item)
    {
        uses.UnionWith(item.Uses);
        Writes |= item.Writes.Count > 0;
        Escapes |= item.Escapes;
    }

    static bool IsOfSpan(MethodReference called) => called.DeclaringType.GetElementType().FullName is "System.Span`1" or "System.ReadOnlySpan`1";
}
