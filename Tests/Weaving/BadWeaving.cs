using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Tests.Weaving;

/// <summary>Something that a weaver could do wrong, done to a woven sample.</summary>
/// <param name="FoundBy">The check that must find it.</param>
sealed record BadWeaving(string Name, string FoundBy, Action<ModuleDefinition> Corrupt)
{
    internal const string Invariants = "invariants";
    internal const string Jit = "JIT";
    internal const string Decompiler = "decompiler";

    internal const string Source = """
        [Replicated] public class Account
        {
            public int n; public string text; public volatile int v; public readonly int fixedly = 1; int secret;
            public void Store(int value) => n = value;
            public void Text(string value) => text = value;
            public void Try(int value) { try { n = value; } finally { text = "x"; } }
            public object Box() => n;
            public int Read() => v;
            public int Local(int a) { int b = a * 2; n = b; Console.Write(b); return b + n; }
            public int Choose(int a) { switch (a) { case 0: n = 1; break; case 1: n = 2; break; case 2: n = 3; break; } return n; }
            public int Branch(int a) { if (a > 3) n = 1; return n; }
            public string Call() { text = "y"; Console.Write(text); return text; }
            public int Secret() => secret++;
        }
        public class G<V> { [Replicated] V val; public V Get() => val; public void Set(V v) => val = v; }
        public class Other { public int Go(Account a) { a.n = 3; return a.n; } }
        """;

    internal static readonly BadWeaving[] All =
    [
        new("a pop too many", Jit, module => Insert(Body(module, "Store"), 0, Instruction.Create(OpCodes.Pop))),
        new("a value left", Jit, module => Insert(Body(module, "Store"), 0, Instruction.Create(OpCodes.Ldc_I4_0))),
        new("no ret at the end", Jit, module => RemoveLast(Body(module, "Store"))),
        new("a ret within a try", Jit, module => Change(First(Body(module, "Try"), OpCodes.Leave_S), OpCodes.Ret)),
        new("a branch out of a try", Jit, module => First(Body(module, "Try"), OpCodes.Leave_S).OpCode = OpCodes.Br_S),
        new("a value on the stack where a try begins", Jit, NonEmptyAtTry),
        new("a prefix that is split off", Invariants, module => Insert(Body(module, "Read"), IndexOf(module, "Read", OpCodes.Volatile) + 1, Instruction.Create(OpCodes.Nop))),
        new("a tail call that is not the last", Jit, module => Insert(Body(module, "Call"), IndexOf(module, "Call", OpCodes.Call), Instruction.Create(OpCodes.Tail))),
        new("a string stored into an int", Decompiler, module => Replace(Helper(module, "<Replicated>Store_n"), 1, Instruction.Create(OpCodes.Ldstr, "no number"))),
        new("an int passed as a string", Jit, module => Replace(Body(module, "Text"), 1, Instruction.Create(OpCodes.Ldc_I4_3))),
        new("no box", Decompiler, module => Body(module, "Box").Instructions.Remove(First(Body(module, "Box"), OpCodes.Box))),
        new("a local of another type", Decompiler, module => Replace(Body(module, "Local"), IndexOf(module, "Local", OpCodes.Mul), Instruction.Create(OpCodes.Pop), Instruction.Create(OpCodes.Pop), Instruction.Create(OpCodes.Ldstr, "no number"))),
        new("a field of an open generic type", "generic owner", module => First(module.GetType("G`1").Methods.Single(method => method.Name == "Get").Body, OpCodes.Ldfld).Operand = module.GetType("G`1").Fields.Single(field => field.Name == "val")),
        new("a store to a readonly field outside of a constructor", "readonly store", module => StoreRaw(module, "Store", "fixedly")),
        new("a private field of another type", "private access", module => First(module.GetType("Other").Methods[0].Body, OpCodes.Ldfld).Operand = Field(module, "secret")),
        new("a short branch that does not reach", Invariants, OverflowShortBranch),
        new("a switch to what is gone", Invariants, module => ((Instruction[])First(Body(module, "Choose"), OpCodes.Switch).Operand)[1] = Instruction.Create(OpCodes.Nop)),
        new("a branch to what was replaced by something of the same size", Invariants, DangleBranch),
        new("an end of a try that is shifted", Jit, module => Body(module, "Try").ExceptionHandlers[0].TryEnd = Body(module, "Try").ExceptionHandlers[0].TryStart.Next),
        new("a helper that a branch goes past", "raw access", module => StoreRaw(module, "Branch", "n")),
        new("a reference that is not imported", Invariants, module => First(Body(module, "Store"), OpCodes.Call).Operand = Foreign()),
        new("an instruction that is there twice", Invariants, module => Body(module, "Store").Instructions.Add(Body(module, "Store").Instructions[0])),
        new("a line at an instruction that is gone", Invariants, module => Body(module, "Store").Instructions[0] = Instruction.Create(OpCodes.Ldarg_0)),
        new("a handler at an instruction that is gone", Invariants, module => Body(module, "Try").ExceptionHandlers[0].HandlerStart = Instruction.Create(OpCodes.Nop)),
        new("a variable of another method", Invariants, module => Insert(Body(module, "Store"), 0, Instruction.Create(OpCodes.Ldloca, new VariableDefinition(module.TypeSystem.Int32)), Instruction.Create(OpCodes.Pop))),
    ];

    static MethodBody Body(ModuleDefinition module, string method) => Helper(module, method);

    static MethodBody Helper(ModuleDefinition module, string method) => module.GetType("Account").Methods.Single(candidate => candidate.Name == method).Body;

    static FieldDefinition Field(ModuleDefinition module, string name) => module.GetType("Account").Fields.Single(field => field.Name == name);

    static Instruction First(MethodBody body, OpCode code) => body.Instructions.First(instruction => instruction.OpCode == code);

    static int IndexOf(ModuleDefinition module, string method, OpCode code) => Body(module, method).Instructions.IndexOf(First(Body(module, method), code));

    static void Change(Instruction instruction, OpCode code)
    {
        instruction.OpCode = code;
        instruction.Operand = null;
    }

    static void Insert(MethodBody body, int index, params Instruction[] instructions)
    {
        foreach (var instruction in instructions)
            body.Instructions.Insert(index++, instruction);
    }

    static void Replace(MethodBody body, int index, params Instruction[] instructions)
    {
        body.Instructions[index].OpCode = instructions[0].OpCode;
        body.Instructions[index].Operand = instructions[0].Operand;
        Insert(body, index + 1, instructions[1..]);
    }

    static void RemoveLast(MethodBody body) => body.Instructions.RemoveAt(body.Instructions.Count - 1);

    static void NonEmptyAtTry(ModuleDefinition module)
    {
        var body = Body(module, "Try");
        body.ExceptionHandlers[0].TryStart = body.Instructions[1];
    }

    /// <summary>Before the first instruction: <c>this.field = 4</c> as it was before weaving.</summary>
    static void StoreRaw(ModuleDefinition module, string method, string field) => Insert(
        Body(module, method),
        0,
        Instruction.Create(OpCodes.Ldarg_0),
        Instruction.Create(OpCodes.Ldc_I4_4),
        Instruction.Create(OpCodes.Stfld, Field(module, field)));

    static void OverflowShortBranch(ModuleDefinition module)
    {
        var body = Body(module, "Branch");
        int branch = body.Instructions.IndexOf(body.Instructions.First(instruction => instruction.OpCode.OperandType == OperandType.ShortInlineBrTarget));
        Insert(body, branch + 1, [.. Enumerable.Range(0, 200).Select(_ => Instruction.Create(OpCodes.Nop))]);
    }

    /// <summary>The branch keeps leading to the old instruction, whose offset still fits.</summary>
    static void DangleBranch(ModuleDefinition module)
    {
        var body = Body(module, "Branch");
        var target = (Instruction)body.Instructions.First(instruction => instruction.OpCode.OperandType == OperandType.ShortInlineBrTarget).Operand;
        body.Instructions[body.Instructions.IndexOf(target)] = Instruction.Create(OpCodes.Ldarg_0);
    }

    /// <summary>A method as another module names it.</summary>
    static MethodDefinition Foreign()
    {
        var other = ModuleDefinition.CreateModule("Other", ModuleKind.Dll);
        var method = new MethodDefinition("Foreign", MethodAttributes.Static, other.TypeSystem.Void);
        other.Types[0].Methods.Add(method);
        return method;
    }

    public override string ToString() => Name;
}
