using Mono.Cecil.Cil;

namespace Replicated.Fody.Check;

/// <summary>Where in a method what was put into a variable can still be there.</summary>
internal static class Reaching
{
    /// <summary>The instructions that can run before anything else is put into the variable; the one that does is among them.</summary>
    /// <param name="store">Puts something into it.</param>
    /// <param name="stores">All that do.</param>
    internal static HashSet<Instruction> After(Instruction store, MethodBody body, StackFlow flow, ICollection<Instruction> stores)
    {
        var met = new HashSet<Instruction>();
        var waiting = new Stack<Instruction>(Successors(store, body, flow));
        while (waiting.Count > 0)
        {
            var at = waiting.Pop();
            if (!met.Add(at) || at == store || stores.Contains(at))
                continue;
            foreach (var next in Successors(at, body, flow))
                waiting.Push(next);
        }
        return met;
    }

    /// <summary>What can run after an instruction. Where a handler goes on is not asked: anywhere that a handler can.</summary>
    static IEnumerable<Instruction> Successors(Instruction at, MethodBody body, StackFlow flow)
    {
        if (at.Operand is Instruction target)
            yield return target;
        foreach (var one in at.Operand as Instruction[] ?? [])
            yield return one;
        if (at.Next != null && at.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw))
            yield return at.Next;
        if (at.OpCode.Code == Code.Endfinally)
        {
            foreach (var left in body.Instructions.Where(leave => leave.OpCode.Code is Code.Leave or Code.Leave_S))
                yield return (Instruction)left.Operand;
        }
        foreach (var handler in body.ExceptionHandlers.Where(handler => at.OpCode.Code is Code.Endfinally or Code.Endfilter || Covers(handler, flow.NumberOf(at), flow)))
        {
            yield return handler.HandlerStart;
            if (handler.FilterStart != null)
                yield return handler.FilterStart;
        }
    }

    static bool Covers(ExceptionHandler handler, int number, StackFlow flow) =>
        number >= flow.NumberOf(handler.TryStart) && (handler.TryEnd == null || number < flow.NumberOf(handler.TryEnd));
}
