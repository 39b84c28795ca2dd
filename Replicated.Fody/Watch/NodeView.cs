using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Check;

namespace Replicated.Fody.Watch;

/// <summary>
/// What a method does with a node of a linked list, which leads to all others and to the list, and can be put into another one: it is followed
/// from where it comes to all that is done with it. Where it leaves the variables of the method, anything may be done with it.
/// </summary>
internal sealed class NodeView
{
    const string List = "System.Collections.Generic.LinkedList`1";
    const string Node = "System.Collections.Generic.LinkedListNode`1";

    readonly MethodDefinition method;
    readonly StackFlow flow;
    readonly HashSet<object> met = [];
    readonly HashSet<Instruction> writes = [];
    readonly HashSet<Instruction> joins = [];

    NodeView(MethodDefinition method, StackFlow flow)
    {
        this.method = method;
        this.flow = flow;
    }

    /// <summary>What is done with it of which it is not known what it does; null: nothing.</summary>
    internal string? Objection { get; private set; }

    /// <summary>The calls that give nodes another value.</summary>
    internal IReadOnlyCollection<Instruction> Writes => writes;

    /// <summary>The calls that put it into a list.</summary>
    internal IReadOnlyCollection<Instruction> Joins => joins;

    /// <summary>Whether a call returns a node of the list that it is called on.</summary>
    internal static bool IsGivenOutBy(MethodReference called) => IsOf(called, List) && IsNode(called.ReturnType);

    /// <param name="producer">Pushes the node.</param>
    internal static NodeView Of(MethodDefinition method, StackFlow flow, Instruction producer)
    {
        var view = new NodeView(method, flow);
        view.FollowValue(producer);
        return view;
    }

    /// <summary>The node that a call puts into the list that it is called on, as the operand it is; null where it puts in none, or makes it itself.</summary>
    /// <remarks>A node before or after which something is put, or that is removed, is in the list already: of another list, the call throws.</remarks>
    internal static int? JoinsBy(MethodReference called) => IsOf(called, List) && called.Name switch
    {
        "AddFirst" or "AddLast" => 1,
        "AddBefore" or "AddAfter" => 2,
        _ => 0,
    } is > 0 and var operand && IsNode(called.Parameters[operand - 1].ParameterType) ? operand : null;

    /// <summary>Where a node may come from, within the method: from calls of lists and constructors, or from anywhere.</summary>
    internal static IReadOnlyCollection<Instruction> Origins(MethodDefinition method, StackFlow flow, Instruction consumer, int operand)
    {
        var view = new NodeView(method, flow);
        var origins = new HashSet<Instruction>();
        view.AddOrigins(consumer, operand, origins);
        return origins;
    }

    void AddOrigins(Instruction consumer, int operand, HashSet<Instruction> origins)
    {
        foreach (var source in flow.SourcesOf(consumer, operand))
        {
            if (source.OpCode.Code == Code.Ldnull || !met.Add(source))
                continue;
            if (Moves(source))
                AddOrigins(source, 0, origins);
            else if (InstructionSlots.Loaded(source, method) is { IsArgument: false } slot)
            {
                foreach (var store in method.Body.Instructions.Where(at => InstructionSlots.Stored(at, method) == slot))
                    AddOrigins(store, 0, origins);
                origins.UnionWith(method.Body.Instructions.Where(at => InstructionSlots.AddressOf(at, method) == slot));
            }
            else
                origins.Add(source);
        }
    }

    void FollowValue(Instruction producer)
    {
        if (!met.Add(producer))
            return;
        foreach (var use in flow.UsesOf(producer))
            Use(use.Consumer, use.Operand);
    }

    void Use(Instruction consumer, int operand)
    {
        switch (consumer.OpCode.Code)
        {
            case Code.Pop or Code.Ceq or Code.Cgt_Un:
            case Code.Brtrue or Code.Brtrue_S or Code.Brfalse or Code.Brfalse_S or Code.Beq or Code.Beq_S or Code.Bne_Un or Code.Bne_Un_S:
                break;
            case Code.Dup:
                FollowValue(consumer);
                break;
            case Code.Call or Code.Callvirt:
                Give(consumer, (MethodReference)consumer.Operand, operand);
                break;
            default:
                if (InstructionSlots.Stored(consumer, method) is { IsArgument: false } slot && IsNode(method.Body.Variables[slot.Index].VariableType))
                    Follow(slot);
                else
                    Objection ??= consumer.Operand is MemberReference member ? $"a node is put into {CollectionSource.NameOf(member)}" : $"a node is used by {consumer.OpCode.Name}";
                break;
        }
    }

    void Give(Instruction call, MethodReference called, int operand)
    {
        if (operand == 0 && called.HasThis && IsOf(called, Node))
        {
            if (Moves(call))
                FollowValue(call);
            else if (called.Name == "set_Value")
                writes.Add(call);
            else if (called.Name != "get_Value")
                Objection ??= $"{CollectionSource.NameOf(called)} is called";
        }
        else if (JoinsBy(called) == operand)
            joins.Add(call);
        else if (operand != 1 || !IsOf(called, List) || called.Name is not ("Remove" or "AddBefore" or "AddAfter"))
            Objection ??= $"a node is given to {CollectionSource.NameOf(called)}";
    }

    void Follow(Slot slot)
    {
        if (!met.Add(slot))
            return;
        foreach (var at in method.Body.Instructions)
        {
            if (InstructionSlots.Loaded(at, method) == slot)
                FollowValue(at);
            else if (InstructionSlots.AddressOf(at, method) == slot)
                Objection ??= "the address of a variable that holds a node is taken";
        }
    }

    /// <summary>Whether a call goes from a node to the next one, or the one before.</summary>
    static bool Moves(Instruction call) => call.Operand is MethodReference { Name: "get_Next" or "get_Previous" } called && IsOf(called, Node);

    static bool IsOf(MethodReference called, string type) => called.DeclaringType.GetElementType().FullName == type;

    static bool IsNode(TypeReference type) => type.GetElementType().FullName == Node;
}
