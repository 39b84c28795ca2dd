using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Check;

/// <summary>Where in a method what was put into a variable can still be there.</summary>
internal static class Reaching
{
    /// <summary>The instructions that load the variable, or take its address, before anything else is put into it.</summary>
    /// <param name="store">Puts something into it.</param>
    /// <param name="others">What else does.</param>
    internal static IReadOnlyList<Instruction> LoadsAfter(Instruction store, Slot slot, MethodDefinition method, ICollection<Instruction> others)
    {
        var found = new List<Instruction>();
        var met = new HashSet<Instruction>();
        var waiting = new Stack<Instruction>(Successors(store, method.Body));
        while (waiting.Count > 0)
        {
            var at = waiting.Pop();
            if (!met.Add(at))
                continue;
            if (InstructionSlots.Loaded(at, method) == slot || InstructionSlots.AddressOf(at, method) == slot)
                found.Add(at);
            if (at == store || others.Contains(at))
                continue;
            foreach (var next in Successors(at, method.Body))
                waiting.Push(next);
        }
        return found;
    }

    /// <summary>What can run after an instruction, the handlers of what it may throw included.</summary>
    static IEnumerable<Instruction> Successors(Instruction at, MethodBody body)
    {
        if (at.Operand is Instruction target)
            yield return target;
        foreach (var one in at.Operand as Instruction[] ?? [])
            yield return one;
        if (at.Next != null && at.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw))
            yield return at.Next;
        foreach (var handler in body.ExceptionHandlers.Where(handler => at.Offset >= handler.TryStart.Offset && (handler.TryEnd == null || at.Offset < handler.TryEnd.Offset)))
        {
            yield return handler.HandlerStart;
            if (handler.FilterStart != null)
                yield return handler.FilterStart;
        }
    }
}
