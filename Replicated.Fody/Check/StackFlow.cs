using Mono.Cecil.Cil;

namespace Replicated.Fody.Check;

/// <summary>
/// Which instruction may have pushed each value that each instruction of a method pops. Values that meet at a branch target have several
/// sources.
/// </summary>
internal sealed class StackFlow
{
    static readonly Instruction[][] empty = [];

    readonly MethodBody body;
    readonly InstructionOrder order;

    /// <summary>What is on the stack before each instruction, null where nothing leads to it. The sets, most of them of one, are shared by the instructions that a value stays on the stack for; one that grows is replaced.</summary>
    readonly Instruction[][]?[] before;

    /// <summary>Made when first asked for: few ask for them.</summary>
    List<StackUse>?[]? uses;

    StackFlow(MethodBody body)
    {
        this.body = body;
        before = new Instruction[][]?[body.Instructions.Count];
        order = new InstructionOrder(body);
    }

    internal static StackFlow Of(MethodBody body)
    {
        var flow = new StackFlow(body);
        flow.Run();
        return flow;
    }

    /// <summary>The place of an instruction in the body, from 0.</summary>
    internal int NumberOf(Instruction instruction) => order.Of(instruction);

    /// <summary>Where the value goes that the instruction pushes; not at all if it is never reached.</summary>
    internal IReadOnlyList<StackUse> UsesOf(Instruction producer) => (uses ??= CollectUses())[order.Of(producer)] ?? (IReadOnlyList<StackUse>)[];

    /// <summary>What may have pushed an operand; empty if the instruction is never reached. Duplicates are traced to their original.</summary>
    /// <param name="operand">From 0, in the order they were pushed.</param>
    internal IReadOnlyCollection<Instruction> SourcesOf(Instruction consumer, int operand)
    {
        if (Operand(consumer, operand) is not { } direct)
            return [];
        if (Array.TrueForAll(direct, source => source.OpCode.Code != Code.Dup))
            return direct;
        var sources = new HashSet<Instruction>();
        AddSources(direct, sources);
        sources.RemoveWhere(source => source.OpCode.Code == Code.Dup);
        return sources;
    }

    /// <summary>A duplicate that a loop leaves on the stack can be one of its own.</summary>
    void AddSources(Instruction[] direct, HashSet<Instruction> sources)
    {
        foreach (var source in direct)
        {
            if (sources.Add(source) && source.OpCode.Code == Code.Dup && Operand(source, 0) is { } original)
                AddSources(original, sources);
        }
    }

    /// <summary>What may have pushed an operand, duplicates included; null if the instruction is never reached.</summary>
    Instruction[]? Operand(Instruction consumer, int operand) =>
        order.Of(consumer) is >= 0 and var number && before[number] is { } stack ? stack[stack.Length - StackEffect.Pops(consumer, body.Method) + operand] : null;

    void Run()
    {
        var work = new Stack<Instruction>();
        Enter(body.Instructions[0], empty, work);
        foreach (var handler in body.ExceptionHandlers)
        {
            // The exception is on the stack; the handler's first instruction stands for whoever pushed it.
            if (handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter)
                Enter(handler.HandlerStart, [[handler.HandlerStart]], work);
            else
                Enter(handler.HandlerStart, empty, work);
            if (handler.FilterStart != null)
                Enter(handler.FilterStart, [[handler.FilterStart]], work);
        }
        while (work.Count > 0)
            Step(work.Pop(), work);
    }

    void Step(Instruction instruction, Stack<Instruction> work)
    {
        var stack = before[order.Of(instruction)]!;
        int pops = Math.Min(StackEffect.Pops(instruction, body.Method), stack.Length);
        int pushes = StackEffect.Pushes(instruction);
        var after = stack.Length - pops + pushes == 0 || instruction.OpCode.Code is Code.Leave or Code.Leave_S ? empty : After(stack, pops, pushes, instruction);
        if (instruction.Operand is Instruction target)
            Enter(target, after, work);
        if (instruction.Operand is Instruction[] targets)
        {
            foreach (var one in targets)
                Enter(one, after, work);
        }
        if (instruction.Next != null && instruction.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw))
            Enter(instruction.Next, after, work);
    }

    static Instruction[][] After(Instruction[][] stack, int pops, int pushes, Instruction instruction)
    {
        var after = new Instruction[stack.Length - pops + pushes][];
        Array.Copy(stack, after, stack.Length - pops);
        for (int i = stack.Length - pops; i < after.Length; i++)
            after[i] = [instruction];
        return after;
    }

    void Enter(Instruction instruction, Instruction[][] stack, Stack<Instruction> work)
    {
        ref var known = ref before[order.Of(instruction)];
        if (known == null)
        {
            known = stack;
            work.Push(instruction);
            return;
        }
        bool grew = false;
        for (int i = 0; i < Math.Min(known.Length, stack.Length); i++)
        {
            if (known[i] == stack[i] || Array.TrueForAll(stack[i], known[i].Contains))
                continue;
            // Another instruction may have the same stack before it.
            if (!grew)
                known = [.. known];
            known[i] = [.. known[i].Union(stack[i])];
            grew = true;
        }
        if (grew)
            work.Push(instruction);
    }

    List<StackUse>?[] CollectUses()
    {
        var collected = new List<StackUse>?[before.Length];
        foreach (var instruction in body.Instructions)
        {
            if (before[order.Of(instruction)] is not { } stack)
                continue;
            int pops = Math.Min(StackEffect.Pops(instruction, body.Method), stack.Length);
            for (int operand = 0; operand < pops; operand++)
            {
                foreach (var source in stack[stack.Length - pops + operand])
                    (collected[order.Of(source)] ??= new List<StackUse>(1)).Add(new StackUse(instruction, operand));
            }
        }
        return collected;
    }
}
