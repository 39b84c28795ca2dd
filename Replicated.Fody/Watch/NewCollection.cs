using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Check;

namespace Replicated.Fody.Watch;

/// <summary>
/// A collection that a method has just made and nobody else knows: what is written to it then needs no report. It is followed from where it is
/// made to where it is first given to anyone, or put into what may be anyone's.
/// </summary>
internal sealed class NewCollection
{
    readonly MethodDefinition method;
    readonly StackFlow flow;
    readonly int made;
    readonly HashSet<Instruction> met = [];

    /// <summary>Where someone may know it from.</summary>
    int known = int.MaxValue;

    NewCollection(MethodDefinition method, StackFlow flow, Instruction made)
    {
        this.method = method;
        this.flow = flow;
        this.made = flow.NumberOf(made);
    }

    /// <param name="user">An instruction that has the collection as an operand.</param>
    /// <returns>Null where the operand can be anything but what one instruction has made.</returns>
    internal static NewCollection? Behind(MethodDefinition method, StackFlow flow, Instruction user, int operand, Func<Instruction, bool> makes)
    {
        if (flow.SourcesOf(user, operand) is not { Count: 1 } sources)
            return null;
        var source = sources.First();
        if (makes(source))
            return Of(method, flow, source, null);
        if (InstructionSlots.Loaded(source, method) is not { IsArgument: false } slot)
            return null;
        var stores = StoresTo(slot, method);
        var brought = stores.Where(store => Reaching.After(store, method.Body, flow, stores).Contains(source)).ToList();
        return brought.Count == 1 && flow.SourcesOf(brought[0], 0) is { Count: 1 } origin && makes(origin.First()) ? Of(method, flow, origin.First(), slot) : null;
    }

    static NewCollection Of(MethodDefinition method, StackFlow flow, Instruction made, Slot? slot)
    {
        var collection = new NewCollection(method, flow, made);
        collection.FollowValue(made, slot);
        return collection;
    }

    /// <summary>Whether nobody else knows it while these instructions run, whichever way the method takes.</summary>
    /// <param name="first">The first of them.</param>
    internal bool IsOwnWhile(Instruction first, IReadOnlyCollection<Instruction> all)
    {
        int last = all.Max(flow.NumberOf);
        int begin = flow.NumberOf(first);
        if (last >= known || begin <= made || all.Any(at => flow.NumberOf(at) <= made))
            return false;
        foreach (var at in method.Body.Instructions)
        {
            int[] targets = at.Operand switch { Instruction one => [flow.NumberOf(one)], Instruction[] many => [.. many.Select(flow.NumberOf)], _ => [] };
            int number = flow.NumberOf(at);
            // Straight on to the first; and nobody comes in by another way, with what was made the time before.
            if (targets.Length > 0 && number > made && number < begin)
                return false;
            if ((number < made || number > last) && targets.Any(IsWithin))
                return false;
        }
        // A handler comes in from anywhere in what it handles, and on the way out others run.
        return method.Body.ExceptionHandlers.All(handler => Edges(handler).All(IsWithin) || !Edges(handler).Any(IsWithin));

        bool IsWithin(int number) => number > made && number <= last;
    }

    IEnumerable<int> Edges(ExceptionHandler handler) =>
        new[] { handler.TryStart, handler.TryEnd, handler.FilterStart, handler.HandlerStart, handler.HandlerEnd }.OfType<Instruction>().Select(flow.NumberOf);

    void FollowValue(Instruction producer, Slot? slot)
    {
        if (!met.Add(producer))
            return;
        foreach (var use in flow.UsesOf(producer))
        {
            if (use.Consumer.OpCode.Code == Code.Dup)
                FollowValue(use.Consumer, slot);
            else if (slot != null && InstructionSlots.Stored(use.Consumer, method) == slot)
                FollowStore(use.Consumer, slot);
            else if (!LeavesAlone(use))
                known = Math.Min(known, flow.NumberOf(use.Consumer));
        }
    }

    void FollowStore(Instruction store, Slot slot)
    {
        foreach (var at in Reaching.After(store, method.Body, flow, StoresTo(slot, method)))
        {
            if (InstructionSlots.Loaded(at, method) == slot)
                FollowValue(at, slot);
            else if (InstructionSlots.AddressOf(at, method) == slot)
                known = Math.Min(known, flow.NumberOf(at));
        }
    }

    static HashSet<Instruction> StoresTo(Slot slot, MethodDefinition method) => [.. method.Body.Instructions.Where(at => InstructionSlots.Stored(at, method) == slot)];

    /// <summary>Whether nobody else gets to know the collection by what an instruction does with it.</summary>
    static bool LeavesAlone(StackUse use) => use.Consumer.OpCode.Code switch
    {
        Code.Ldlen => true,
        >= Code.Stelem_I and <= Code.Stelem_Ref or Code.Stelem_Any => use.Operand == 0,
        Code.Call or Code.Newobj => use.Consumer.Operand is MethodReference called && (IsSetCount(called) || SpanView.IsMade(called, called.HasThis && use.Consumer.OpCode.Code == Code.Call ? use.Operand - 1 : use.Operand)),
        _ => false,
    };

    internal static bool IsSetCount(MethodReference called) => called is { Name: "SetCount", DeclaringType.FullName: "System.Runtime.InteropServices.CollectionsMarshal" };
}
