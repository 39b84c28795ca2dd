using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Check;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;
using Replicated.Fody.Generate;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Watch;

/// <summary>
/// Finds out whether only code of the module changes the collections that a member holds, and where. The places that hold them are followed
/// forward to all that is done with what is there; the places that their values come from are traced back to where the collection is made, and
/// followed from there, so that each reference to it is met. Whatever is not known to leave it alone, or to be a change that is seen, is an
/// objection.
/// </summary>
internal sealed class CollectionFlow
{
    readonly ModuleIndex index;
    readonly ItemAddresses items;
    readonly HashSet<object> followed = [];
    readonly HashSet<object> traced = [];
    readonly Queue<Action> waiting = new();
    readonly HashSet<CollectionWrite> writes = [];
    readonly HashSet<ItemAddress> addresses = [];
    readonly HashSet<Instruction> nodes = [];
    readonly TypeReference type;

    CollectionFlow(ModuleIndex index, ItemAddresses items, TypeReference type)
    {
        this.index = index;
        this.items = items;
        this.type = type;
    }

    /// <summary>Why the member's collections cannot be watched; null if they can.</summary>
    internal string? Objection { get; private set; }

    /// <summary>Whether code of other assemblies could get at them, as far as accessibility goes.</summary>
    internal bool IsOpen { get; private set; }

    /// <summary>The instructions that change them.</summary>
    internal IReadOnlyCollection<CollectionWrite> Writes => writes;

    /// <summary>The addresses of their items, and the spans over them, through which they are changed.</summary>
    internal IReadOnlyCollection<ItemAddress> Addresses => addresses;

    internal static CollectionFlow Of(FieldDefinition field, ModuleIndex index, ItemAddresses items)
    {
        var flow = new CollectionFlow(index, items, MemberTypes.StripModifiers(field.FieldType));
        flow.Trace(field);
        while (flow.Objection == null && flow.waiting.Count > 0)
            flow.waiting.Dequeue()();
        return flow;
    }

    bool IsArray => type is ArrayType;

    void Object(string what, MethodDefinition? method = null) => Objection ??= method == null ? what : $"{what} in {Display.Of(method)}";

    /// <summary>What is loaded from the field may be one of the collections.</summary>
    void Follow(FieldDefinition field)
    {
        if (!followed.Add(field))
            return;
        IsOpen |= index.IsVisible(field);
        if (index.IsOverlaid(field.DeclaringType))
            Object($"put into {Display.Of(field)}, which may lie where another field does");
        if (index.IsNamedInText(field.Name) || index.IsNamedInText(FieldNames.MemberName(field)))
            Object("it is reached by its name, through dynamic or an UnsafeAccessor");
        waiting.Enqueue(() =>
        {
            foreach (var (method, at) in index.Of(field))
            {
                switch (at.OpCode.Code)
                {
                    case Code.Ldfld or Code.Ldsfld:
                        FollowClosed(method, at, field.FieldType, ((FieldReference)at.Operand).DeclaringType, null, "put into " + Display.Of(field));
                        break;
                    case Code.Stfld or Code.Stsfld:
                        break;
                    case Code.Ldflda or Code.Ldsflda when IsResize(method, at):
                        break;
                    default:
                        Object("its address is taken", method);
                        break;
                }
            }
        });
    }

    /// <summary><c>Array.Resize(ref field, length)</c> stores a new array.</summary>
    bool IsResize(MethodDefinition method, Instruction address) => index.FlowOf(method).UsesOf(address) is { Count: > 0 } uses
        && uses.All(use => use.Operand == 0 && use.Consumer.Operand is MethodReference { Name: "Resize", DeclaringType.FullName: "System.Array" });

    /// <summary>What is stored to the field is one of the collections.</summary>
    void Trace(FieldDefinition field)
    {
        Follow(field);
        if (!traced.Add(field))
            return;
        waiting.Enqueue(() =>
        {
            foreach (var (method, at) in index.Of(field).Where(mention => mention.At.OpCode.Code is Code.Stfld or Code.Stsfld))
                Trace(method, at, at.OpCode.Code == Code.Stfld ? 1 : 0);
        });
    }

    void Follow(MethodDefinition method, Slot slot)
    {
        if (!followed.Add((method, slot)))
            return;
        waiting.Enqueue(() =>
        {
            foreach (var instruction in method.Body.Instructions)
            {
                if (InstructionSlots.Loaded(instruction, method) == slot)
                    Follow(method, instruction);
                else if (InstructionSlots.AddressOf(instruction, method) == slot)
                    Object("the address of a variable that holds it is taken", method);
            }
        });
    }

    void Trace(MethodDefinition method, Slot slot)
    {
        Follow(method, slot);
        if (!traced.Add((method, slot)))
            return;
        waiting.Enqueue(() =>
        {
            foreach (var instruction in method.Body.Instructions.Where(instruction => InstructionSlots.Stored(instruction, method) == slot))
                Trace(method, instruction, 0);
            if (slot.IsArgument)
                TraceArgument(method, slot.Index);
        });
    }

    void TraceArgument(MethodDefinition method, int argument)
    {
        foreach (var (caller, call) in CallsOf(method, "given to"))
            Trace(caller, call, call.OpCode.Code == Code.Newobj ? argument - 1 : argument);
    }

    /// <summary>What the method returns may be one of the collections.</summary>
    void FollowResult(MethodDefinition method)
    {
        if (!followed.Add(method))
            return;
        waiting.Enqueue(() =>
        {
            foreach (var (caller, call) in CallsOf(method, "returned by"))
                FollowClosed(caller, call, method.ReturnType, ((MethodReference)call.Operand).DeclaringType, call.Operand as GenericInstanceMethod, "returned by " + Display.OfCalled(method));
        });
    }

    /// <summary>Follows what generic code pushes where its type arguments are known: a value is none of the collections.</summary>
    void FollowClosed(MethodDefinition method, Instruction producer, TypeReference type, TypeReference owner, GenericInstanceMethod? instance, string how)
    {
        var closed = MemberTypes.StripModifiers(Generics.Close(type, owner as GenericInstanceType, instance));
        if (closed.IsValueType)
            return;
        if (SameType(closed))
            Follow(method, producer);
        else
            Object($"{how} as another type", method);
    }

    void TraceResult(MethodDefinition method)
    {
        FollowResult(method);
        if (!traced.Add(method))
            return;
        waiting.Enqueue(() =>
        {
            foreach (var instruction in method.Body.Instructions.Where(instruction => instruction.OpCode.Code == Code.Ret))
                Trace(method, instruction, 0);
        });
    }

    /// <summary>All calls of a method, where all are known.</summary>
    IEnumerable<Mention> CallsOf(MethodDefinition method, string how)
    {
        var mentions = index.Of(method);
        if (method.IsVirtual || method.HasOverrides)
            Object($"{how} {Display.OfCalled(method)}, which can be called through an interface or a base class");
        else if (!mentions.All(mention => IsCall(mention.At)))
            Object($"{how} {Display.OfCalled(method)}, of which a delegate or an expression is made");
        else if (index.IsEntryPoint(method) || index.IsFoundByName(method) || SuspendedMethod.Is(method))
            Object($"{how} {Display.OfCalled(method)}, whose calls are not all seen");
        else
        {
            IsOpen |= index.IsVisible(method);
            return mentions;
        }
        return [];
    }

    static bool IsCall(Instruction instruction) => instruction.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj;

    /// <summary>Traces what an instruction gets as an operand.</summary>
    void Trace(MethodDefinition method, Instruction consumer, int operand)
    {
        foreach (var source in index.FlowOf(method).SourcesOf(consumer, operand))
            TraceSource(method, source);
    }

    void TraceSource(MethodDefinition method, Instruction source)
    {
        if (source.OpCode.Code == Code.Ldnull)
            return;
        if (InstructionSlots.Loaded(source, method) is { } slot)
            Trace(method, slot);
        else if (source.OpCode.Code is Code.Ldfld or Code.Ldsfld && index.Own((FieldReference)source.Operand) is { } field)
            Trace(field);
        else if (CollectionSource.MakesNew(source) && (!IsArray || CollectionSource.IsArrayOf((ArrayType)type, source)))
            Follow(method, source);
        else if (source.OpCode.Code is Code.Call or Code.Callvirt && index.Own((MethodReference)source.Operand) is { HasBody: true } called)
            TraceResult(called);
        else if (source.Operand is MethodReference member && CollectionCalls.ReturnsItself(member))
            Trace(method, source, 0);
        else
            Object($"it comes from {CollectionSource.NameOf(source)}", method);
    }

    /// <summary>What the instruction pushes may be one of the collections.</summary>
    void Follow(MethodDefinition method, Instruction producer)
    {
        if (!followed.Add(producer))
            return;
        foreach (var use in index.FlowOf(method).UsesOf(producer))
            Use(method, use.Consumer, use.Operand);
    }

    void Use(MethodDefinition method, Instruction consumer, int operand)
    {
        switch (consumer.OpCode.Code)
        {
            case Code.Pop or Code.Ldlen or Code.Ceq or Code.Cgt_Un:
            case Code.Brtrue or Code.Brtrue_S or Code.Brfalse or Code.Brfalse_S or Code.Beq or Code.Beq_S or Code.Bne_Un or Code.Bne_Un_S:
            case >= Code.Ldelem_I1 and <= Code.Ldelem_Ref or Code.Ldelem_Any:
                break;
            case Code.Dup:
                Follow(method, consumer);
                break;
            // A generic method is called with arrays, too: what it returns there is none of the collections.
            case >= Code.Stelem_I and <= Code.Stelem_Ref or Code.Stelem_Any or Code.Ldelema when operand == 0 && !IsArray:
                break;
            case >= Code.Stelem_I and <= Code.Stelem_Ref or Code.Stelem_Any when operand == 0:
                writes.Add(new CollectionWrite(method, consumer, 0, ((ArrayType)type).ElementType));
                break;
            case Code.Ldelema when operand == 0:
                UseAddress(method, consumer, ((ArrayType)type).ElementType);
                break;
            case Code.Stfld when operand == 1:
            case Code.Stsfld:
                UseField(method, (FieldReference)consumer.Operand);
                break;
            case Code.Ret:
                FollowResult(method);
                break;
            case Code.Call or Code.Callvirt or Code.Newobj:
                UseCall(method, consumer, operand);
                break;
            default:
                if (InstructionSlots.Stored(consumer, method) is not { } slot)
                    Object($"used by {consumer.OpCode.Name}", method);
                else if (SameType(TypeOf(method, slot)))
                    Follow(method, slot);
                else
                    Object("put into a variable of another type", method);
                break;
        }
    }

    void UseField(MethodDefinition method, FieldReference stored)
    {
        if (index.Own(stored) is { } field && SameType(field.FieldType))
            Follow(field);
        else
            Object($"put into {CollectionSource.NameOf(stored)}", method);
    }

    /// <summary>An element is stored by an instruction that knows its type from the array.</summary>
    bool SameType(TypeReference other) => !IsArray || MemberTypes.StripModifiers(other).FullName == type.FullName;

    static TypeReference TypeOf(MethodDefinition method, Slot slot) =>
        slot.IsArgument ? method.Parameters[slot.Index - (method.HasThis ? 1 : 0)].ParameterType : method.Body.Variables[slot.Index].VariableType;

    /// <param name="producer">Takes the address of an item, or makes a span.</param>
    void UseAddress(MethodDefinition method, Instruction producer, TypeReference? element)
    {
        var address = new ItemAddress(method, producer, items.FlowOf(method), element);
        if (items.ObjectionTo(method, producer) is { } objection)
            Object(objection, method);
        else if (address.Writes.Any() && producer.Previous is { OpCode.OpCodeType: OpCodeType.Prefix })
            Object($"used by {producer.Previous.OpCode.Name}", method);
        else if (address.Writes.Any())
            addresses.Add(address);
    }

    void UseCall(MethodDefinition method, Instruction call, int operand)
    {
        var called = (MethodReference)call.Operand;
        bool hasReceiver = called.HasThis && call.OpCode.Code != Code.Newobj;
        if (called.DeclaringType is ArrayType && hasReceiver)
            UseElement(method, call, called, operand);
        else if (hasReceiver && operand == 0)
            UseReceiver(method, call, called);
        else if (index.Own(called) is { } own)
            UseArgument(method, own, operand + (called.HasThis && !hasReceiver ? 1 : 0));
        else
        {
            var parameter = called.Parameters[operand - (hasReceiver ? 1 : 0)];
            if (IsDefaultComparison(method, call, called) || (NewCollection.IsSetCount(called) && IsUnknown(method, call, operand, [call])))
                return;
            if (SpanView.IsMade(called, operand - (hasReceiver ? 1 : 0)))
            {
                UseSpan(method, call, operand);
                return;
            }
            switch (PlatformCalls.Of(called, parameter))
            {
                case PlatformEffect.Reads:
                    break;
                case PlatformEffect.HandsOn:
                    Follow(method, call);
                    break;
                case PlatformEffect.Writes:
                    writes.Add(new CollectionWrite(method, call, operand, null));
                    break;
                default:
                    Object($"given to {CollectionSource.NameOf(called)}", method);
                    break;
            }
        }
    }

    /// <summary>What an array of more dimensions has in place of the instructions that load and store elements.</summary>
    void UseElement(MethodDefinition method, Instruction call, MethodReference called, int operand)
    {
        if (operand > 0)
            Object($"given to {CollectionSource.NameOf(called)}", method);
        else if (!IsArray || called.DeclaringType.FullName != type.FullName)
            Object($"{CollectionSource.NameOf(called)} is called", method);
        else if (called.Name == "Address")
            UseAddress(method, call, ((ArrayType)type).ElementType);
        else if (called.Name == "Set")
            writes.Add(new CollectionWrite(method, call, 0, ((ArrayType)type).ElementType));
        else if (called.Name != "Get")
            Object($"{CollectionSource.NameOf(called)} is called", method);
    }

    void UseSpan(MethodDefinition method, Instruction call, int operand)
    {
        var view = SpanView.Of(method, index.FlowOf(method), call);
        if (!view.Escapes && (!view.Writes || IsUnknown(method, call, operand, view.Uses)))
            return;
        if (!SpanView.IsMadeInPlace(call))
            UseAddress(method, call, null);
        else
            Object($"given to {CollectionSource.NameOf((MethodReference)call.Operand)}", method);
    }

    /// <summary>Whether the collection was just made, and nobody else knows it while it is worked with.</summary>
    bool IsUnknown(MethodDefinition method, Instruction call, int operand, IReadOnlyCollection<Instruction> uses) =>
        NewCollection.Behind(method, index.FlowOf(method), call, operand, CollectionSource.MakesNew)?.IsOwnWhile(call, uses) == true;

    /// <summary>What records do with their members: <c>EqualityComparer&lt;T&gt;.Default</c> of the member's type asks the collections.</summary>
    bool IsDefaultComparison(MethodDefinition method, Instruction call, MethodReference called) =>
        called.DeclaringType.GetElementType().FullName == "System.Collections.Generic.EqualityComparer`1"
        && (called.Name is "Equals" or "GetHashCode")
        && called.DeclaringType is GenericInstanceType comparer && comparer.GenericArguments[0].FullName == type.FullName
        && index.FlowOf(method).SourcesOf(call, 0).All(source => source.Operand is MethodReference { Name: "get_Default" });

    void UseReceiver(MethodDefinition method, Instruction call, MethodReference called)
    {
        string owner = called.DeclaringType.GetElementType().FullName;
        if (CollectionCalls.ReturnsItself(called) || CollectionCalls.HandsOut(owner, called.Name))
            Follow(method, call);
        if (NodeView.IsGivenOutBy(called))
            FollowNode(method, call);
        if (NodeView.JoinsBy(called) is { } node)
            TraceNode(method, call, node);
        if (CollectionCalls.Writes(owner, called.Name))
            writes.Add(new CollectionWrite(method, call, 0, null));
        else if (!CollectionCalls.HandsOut(owner, called.Name) && !CollectionCalls.Reads(owner, called.Name))
            Object($"{CollectionSource.NameOf(called)} is called", method);
    }

    /// <summary>A node of one of the collections is followed to all that is done with it; a list that it is put into is one of them, too.</summary>
    void FollowNode(MethodDefinition method, Instruction producer)
    {
        if (!nodes.Add(producer))
            return;
        var view = NodeView.Of(method, index.FlowOf(method), producer);
        if (view.Objection is { } objection)
            Object(objection, method);
        writes.UnionWith(view.Writes.Select(write => new CollectionWrite(method, write, 0, null)));
        foreach (var join in view.Joins)
            Trace(method, join, 0);
    }

    /// <summary>Who else knows a node that is put into one of the collections could change its value: it is new, or comes from a list that is followed, too.</summary>
    void TraceNode(MethodDefinition method, Instruction consumer, int operand)
    {
        foreach (var origin in NodeView.Origins(method, index.FlowOf(method), consumer, operand))
        {
            if (origin.Operand is MethodReference called && NodeView.IsGivenOutBy(called))
                Trace(method, origin, 0);
            else if (origin.OpCode.Code == Code.Newobj)
                FollowNode(method, origin);
            else
                Object($"it gets a node from {CollectionSource.NameOf(origin)}", method);
        }
    }

    void UseArgument(MethodDefinition method, MethodDefinition called, int argument)
    {
        if (!called.HasBody || called.IsVirtual)
            Object($"given to {Display.OfCalled(called)}", method);
        else if (!SameType(called.Parameters[argument - (called.HasThis ? 1 : 0)].ParameterType))
            Object($"given to {Display.OfCalled(called)} under another type", method);
        else
            Follow(called, new Slot(IsArgument: true, argument));
    }
}
