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

    /// <summary>Where someone may know it from.</summary>
    int known = int.MaxValue;

    NewCollection(MethodDefinition method, StackFlow flow, Instruction made)
    {
        this.method = method;
        this.flow = flow;
        this.made = made.Offset;
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
        var stores = new HashSet<Instruction>(method.Body.Instructions.Where(at => InstructionSlots.Stored(at, method) == slot));
        var brought = stores.Where(store => Reaching.LoadsAfter(store, slot, method, stores).Contains(source)).ToList();
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
        int last = all.Max(at => at.Offset);
        if (last >= known || first.Offset <= made || all.Any(at => at.Offset <= made))
            return false;
        foreach (var at in method.Body.Instructions)
        {
            var targets = at.Operand switch { Instruction one => [one], Instruction[] many => many, _ => Array.Empty<Instruction>() };
            // Straight on to the first; and nobody comes in by another way, with what was made the time before.
            if (targets.Length > 0 && at.Offset > made && at.Offset < first.Offset)
                return false;
            if ((at.Offset < made || at.Offset > last) && targets.Any(target => target.Offset > made && target.Offset <= last))
                return false;
        }
        return true;
    }

    void FollowValue(Instruction producer, Slot? slot)
    {
        foreach (var use in flow.UsesOf(producer))
        {
            if (use.Consumer.OpCode.Code == Code.Dup)
                FollowValue(use.Consumer, slot);
            else if (slot != null && InstructionSlots.Stored(use.Consumer, method) == slot)
                FollowStore(use.Consumer, slot);
            else if (!LeavesAlone(use))
                known = Math.Min(known, use.Consumer.Offset);
        }
    }

    void FollowStore(Instruction store, Slot slot)
    {
        var stores = new HashSet<Instruction>(method.Body.Instructions.Where(at => InstructionSlots.Stored(at, method) == slot));
        foreach (var load in Reaching.LoadsAfter(store, slot, method, stores))
        {
            if (InstructionSlots.AddressOf(load, method) == null)
                FollowValue(load, slot);
            else
                known = Math.Min(known, load.Offset);
        }
    }

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
