using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Tests.Weaving;

/// <summary>Something that a weaver could do wrong, done to a woven sample.</summary>
/// <param name="FoundBy">The check that must find it.</param>
/// <param name="FoundInFileBy">The part of the audit that must find it in the file, where it is written all the same; null where the file does not show it.</param>
sealed record BadWeaving(string Name, string FoundBy, Action<ModuleDefinition> Corrupt, string? FoundInFileBy = null)
{
    internal const string Invariants = "invariants";
    internal const string Oracle = "oracle";
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
            public Account() { fixedly = 2; }
            public int Once { get; init; }
            public void Chosen(int a) => n = a > 3 ? 1 : 2;
            public void Address(int a) { ref int at = ref n; at = a; }
            public void Shared(int a) => Interlocked.Add(ref n, a);
            public void Parse(string a) => int.TryParse(a, out n);
            public async Task Later(int a) { n = a; await Task.Yield(); text = "z"; }
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
        new("a prefix that is split off", Invariants, module => Insert(Body(module, "Read"), IndexOf(module, "Read", OpCodes.Volatile) + 1, Instruction.Create(OpCodes.Nop)), "branches"),
        new("a tail call that is not the last", Jit, module => Insert(Body(module, "Call"), IndexOf(module, "Call", OpCodes.Call), Instruction.Create(OpCodes.Tail))),
        new("a string stored into an int", Decompiler, module => Replace(Helper(module, "<Replicated>Store_n"), 1, Instruction.Create(OpCodes.Ldstr, "no number"))),
        new("an int passed as a string", Jit, module => Replace(Body(module, "Text"), 1, Instruction.Create(OpCodes.Ldc_I4_3))),
        new("no box", Decompiler, module => Body(module, "Box").Instructions.Remove(First(Body(module, "Box"), OpCodes.Box))),
        new("a local of another type", Decompiler, module => Replace(Body(module, "Local"), IndexOf(module, "Local", OpCodes.Mul), Instruction.Create(OpCodes.Pop), Instruction.Create(OpCodes.Pop), Instruction.Create(OpCodes.Ldstr, "no number"))),
        new("a field of an open generic type", "generic owner", module => First(module.GetType("G`1").Methods.Single(method => method.Name == "Get").Body, OpCodes.Ldfld).Operand = module.GetType("G`1").Fields.Single(field => field.Name == "val")),
        new("a store to a readonly field outside of a constructor", "readonly store", module => StoreRaw(module, "Store", "fixedly")),
        new("a private field of another type", "private access", module => First(module.GetType("Other").Methods[0].Body, OpCodes.Ldfld).Operand = Field(module, "secret")),
        new("a short branch that does not reach", Invariants, OverflowShortBranch, "branches"),
        new("a switch to what is gone", Invariants, module => ((Instruction[])First(Body(module, "Choose"), OpCodes.Switch).Operand)[1] = Gone(offset: 2), "branches"),
        new("a branch to what was replaced by something of the same size", Invariants, DangleBranch),
        new("an end of a try that is shifted", Jit, module => Body(module, "Try").ExceptionHandlers[0].TryEnd = Body(module, "Try").ExceptionHandlers[0].TryStart.Next),
        new("a store that is left as it was", "raw access", module => StoreRaw(module, "Branch", "n")),
        new("a helper that a branch goes past", "raw access", GoPastHelper),
        new("a mark that a branch goes past", "raw access", module => Insert(Body(module, "Address"), IndexOf(module, "Address", OpCodes.Stind_I4) + 1, Instruction.Create(OpCodes.Br, Body(module, "Address").Instructions[^1]))),
        new("no mark after a write through an address", "raw access", module => RemoveCall(Body(module, "Address"), "<Replicated>Mark_n")),
        new("no mark after a call that writes at once", "raw access", module => RemoveCall(Body(module, "Shared"), "<Replicated>Mark_n")),
        new("no mark on the way out of a call that gets an address", "raw access", module => RemoveCall(Around(module, "TryParse"), "<Replicated>Mark_n")),
        new("nothing lent to a call that gets an address", "raw access", module => RemoveCall(Around(module, "TryParse"), "<Replicated>Lend_n")),
        new("a mark of another member", "raw access", module => First(Body(module, "Address"), OpCodes.Call).Operand = Body(module, "<Replicated>Mark_text").Method),
        new("no mark in an init accessor", "raw access", module => RemoveCall(Body(module, "set_Once"), "<Replicated>Mark_<Once>k__BackingField")),
        new("no mark in a constructor that stores to a readonly member", "raw access", module => RemoveCall(Body(module, ".ctor"), "<Replicated>Mark_fixedly")),
        new("a helper that marks nothing", Oracle, module => Change(First(Body(module, "<Replicated>Store_n"), OpCodes.Ldc_I4_1), OpCodes.Ldc_I4_0)),
        new("a reference that the compiler did not make", "references", module => module.AssemblyReferences.Add(new AssemblyNameReference("System.Xml.ReaderWriter", new Version(10, 0, 0, 0)))),
        new("a reference to what the build itself runs on", "references", module => Token(module, module.ImportReference(typeof(object)))),
        new("a reference of an older version", "references", module => module.AssemblyReferences.Single(reference => reference.Name == "System.Runtime").Version = new Version(4, 0, 0, 0)),
        new("a reference that is there twice", "references", ReferTwice),
        new("a line that is lost", "symbols", module => Lines(module, "Local").RemoveAt(0)),
        new("a line that is another", "symbols", module => Lines(module, "Local")[0].StartColumn--),
        new("a state machine of no method", "symbols", module => Later(module).DebugInformation.StateMachineKickOffMethod = null),
        new("no way to step through an async method", "symbols", module => Later(module).CustomDebugInformations.Clear()),
        new("a reference that is not imported", Invariants, module => First(Body(module, "Store"), OpCodes.Call).Operand = Foreign()),
        new("an instruction that is there twice", Invariants, module => Body(module, "Store").Instructions.Add(Body(module, "Store").Instructions[0])),
        new("a line at an instruction that is gone", Invariants, LoseLine),
        new("a handler at an instruction that is gone", Invariants, module => Body(module, "Try").ExceptionHandlers[0].HandlerStart = Instruction.Create(OpCodes.Nop)),
        new("a variable of another method", Invariants, module => Insert(Body(module, "Store"), 0, Instruction.Create(OpCodes.Ldloca, new VariableDefinition(module.TypeSystem.Int32)), Instruction.Create(OpCodes.Pop))),
        new("a branch to an instruction that is gone", Invariants, module => Insert(Body(module, "Store"), 0, Instruction.Create(OpCodes.Br, Instruction.Create(OpCodes.Nop)))),
        new("a try that begins at an instruction that is gone", Invariants, module => Body(module, "Try").ExceptionHandlers[0].TryStart = Instruction.Create(OpCodes.Nop)),
        new("a try that ends at an instruction that is gone", Invariants, module => Body(module, "Try").ExceptionHandlers[0].TryEnd = Gone(offset: 4), "branches"),
        new("a handler that ends at an instruction that is gone", Invariants, module => Body(module, "Try").ExceptionHandlers[0].HandlerEnd = Instruction.Create(OpCodes.Nop)),
        new("a filter at an instruction that is gone", Invariants, module => Body(module, "Try").ExceptionHandlers[0].FilterStart = Instruction.Create(OpCodes.Nop)),
        new("a parameter of another method", Invariants, module => Insert(Body(module, "Store"), 0, Instruction.Create(OpCodes.Ldarga, new ParameterDefinition(module.TypeSystem.Int32)), Instruction.Create(OpCodes.Pop))),
        new("a prefix at the end", Invariants, module => Body(module, "Store").Instructions.Add(Instruction.Create(OpCodes.Volatile))),
        new("a handler that has no beginning", Invariants, module => Body(module, "Try").ExceptionHandlers[0].HandlerStart = null),
        new("a scope that begins at an instruction that is gone", Invariants, module => Scope(module, Instruction.Create(OpCodes.Nop), null)),
        new("a scope that ends at an instruction that is gone", Invariants, module => Scope(module, Body(module, "Store").Instructions[0], Instruction.Create(OpCodes.Nop))),
        new("a scope within a scope at an instruction that is gone", Invariants, module => Scope(module, Body(module, "Store").Instructions[0], null).Scopes.Add(new ScopeDebugInformation(Instruction.Create(OpCodes.Nop), null))),
        new("a variable of a type that is not imported", Invariants, module => Body(module, "Local").Variables.Add(new VariableDefinition(ForeignType()))),
        new("a type that is not imported", Invariants, module => Token(module, ForeignType())),
        new("an array of what is not imported", Invariants, module => Token(module, new ArrayType(ForeignType()))),
        new("a generic type that is not imported", Invariants, module => Token(module, new GenericInstanceType(ForeignType()) { GenericArguments = { module.TypeSystem.Int32 } })),
        new("a generic type of what is not imported", Invariants, module => Token(module, Generic(module))),
        new("a pointer to a function that is given what is not imported", Invariants, module => Token(module, new FunctionPointerType { ReturnType = module.TypeSystem.Void, Parameters = { new ParameterDefinition(ForeignType()) } })),
        new("a modifier that is not imported", Invariants, module => Token(module, new RequiredModifierType(ForeignType(), module.TypeSystem.Int32))),
        new("a modified type that is not imported", Invariants, module => Token(module, new OptionalModifierType(module.TypeSystem.Int32, ForeignType()))),
        new("a field that is not imported", Invariants, module => Token(module, new FieldReference("f", module.TypeSystem.Int32, ForeignType()))),
        new("a field whose type is not imported", Invariants, module => Token(module, new FieldReference("f", ForeignType(), module.GetType("Account")))),
        new("a field of a type of what is not imported", Invariants, module => Token(module, new FieldReference("f", module.TypeSystem.Int32, Generic(module)))),
        new("a method of a type of what is not imported", Invariants, module => Token(module, new MethodReference("M", module.TypeSystem.Void, Generic(module)))),
        new("a method that returns what is not imported", Invariants, module => Token(module, new MethodReference("M", ForeignType(), module.GetType("Account")))),
        new("a method that is given what is not imported", Invariants, module => Token(module, new MethodReference("M", module.TypeSystem.Void, module.GetType("Account")) { Parameters = { new ParameterDefinition(ForeignType()) } })),
        new("a generic method that is not imported", Invariants, module => Token(module, new GenericInstanceMethod(Foreign()) { GenericArguments = { module.TypeSystem.Int32 } })),
        new("a generic method of what is not imported", Invariants, module => Token(module, new GenericInstanceMethod(new MethodReference("M", module.TypeSystem.Void, module.GetType("Account"))) { GenericArguments = { ForeignType() } })),
        new("an indirect call that is given what is not imported", Invariants, module => Insert(Body(module, "Store"), 0, Instruction.Create(OpCodes.Calli, new CallSite(module.TypeSystem.Void) { Parameters = { new ParameterDefinition(ForeignType()) } }))),
    ];

    /// <summary>What is written of it is the offset that it had.</summary>
    static Instruction Gone(int offset)
    {
        var gone = Instruction.Create(OpCodes.Nop);
        gone.Offset = offset;
        return gone;
    }

    /// <summary>The method of the weaver's that makes a call and marks on its way out.</summary>
    static MethodBody Around(ModuleDefinition module, string call) =>
        module.GetType("Account").Methods.Single(method => method.Name.StartsWith("<Replicated>Call_", StringComparison.Ordinal) && method.Name.EndsWith(call, StringComparison.Ordinal)).Body;

    static MethodDefinition Later(ModuleDefinition module) => module.GetType("Account").NestedTypes.SelectMany(type => type.Methods).Single(method => method.Name == "MoveNext");

    static Mono.Collections.Generic.Collection<SequencePoint> Lines(ModuleDefinition module, string method) => Body(module, method).Method.DebugInformation.SequencePoints;

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

    /// <summary>The call is gone, what it would be given is dropped.</summary>
    static void RemoveCall(MethodBody body, string method) => Change(body.Instructions.Single(instruction => instruction.Operand is MethodReference called && called.Name == method), OpCodes.Pop);

    /// <summary>As a weaver does that puts something before a store and forgets that a branch leads to it.</summary>
    static void GoPastHelper(ModuleDefinition module)
    {
        var store = First(Body(module, "Chosen"), OpCodes.Call);
        (store.OpCode, store.Operand) = (OpCodes.Stfld, Field(module, "n"));
        Insert(Body(module, "Chosen"), IndexOf(module, "Chosen", OpCodes.Stfld), Instruction.Create(OpCodes.Ldarg_0), Instruction.Create(OpCodes.Call, Body(module, "<Replicated>Mark_n").Method));
    }

    static void ReferTwice(ModuleDefinition module)
    {
        var reference = module.AssemblyReferences[0];
        module.AssemblyReferences.Add(new AssemblyNameReference(reference.Name, reference.Version) { PublicKeyToken = reference.PublicKeyToken });
    }

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

    /// <summary>Also the scope begins there, which another check would find.</summary>
    static void LoseLine(ModuleDefinition module)
    {
        Body(module, "Store").Instructions[0] = Instruction.Create(OpCodes.Ldarg_0);
        Body(module, "Store").Method.DebugInformation.Scope = null;
    }

    /// <summary>Nothing bad: prefixes before each other, and before what few instructions have one for.</summary>
    internal static void UsePrefixes(ModuleDefinition module) => Insert(
        Body(module, "Store"),
        0,
        Instruction.Create(OpCodes.Ldarg_0),
        Instruction.Create(OpCodes.Unaligned, (byte)4),
        Instruction.Create(OpCodes.Volatile),
        Instruction.Create(OpCodes.Ldfld, Field(module, "n")),
        Instruction.Create(OpCodes.Newarr, module.TypeSystem.String),
        Instruction.Create(OpCodes.Ldc_I4_0),
        Instruction.Create(OpCodes.Readonly),
        Instruction.Create(OpCodes.Ldelema, module.TypeSystem.String),
        Instruction.Create(OpCodes.Pop));

    /// <summary>The branch keeps leading to the old instruction, whose offset still fits.</summary>
    static void DangleBranch(ModuleDefinition module)
    {
        var body = Body(module, "Branch");
        var target = (Instruction)body.Instructions.First(instruction => instruction.OpCode.OperandType == OperandType.ShortInlineBrTarget).Operand;
        body.Instructions[body.Instructions.IndexOf(target)] = Instruction.Create(OpCodes.Ldarg_0);
    }

    /// <summary>A scope of <c>Store</c> with these edges; up to the end of the method where there is no last one.</summary>
    static ScopeDebugInformation Scope(ModuleDefinition module, Instruction first, Instruction? last) =>
        Body(module, "Store").Method.DebugInformation.Scope = new ScopeDebugInformation(first, last);

    static void Token(ModuleDefinition module, TypeReference type) => Token(module, Instruction.Create(OpCodes.Ldtoken, type));

    static void Token(ModuleDefinition module, FieldReference field) => Token(module, Instruction.Create(OpCodes.Ldtoken, field));

    static void Token(ModuleDefinition module, MethodReference method) => Token(module, Instruction.Create(OpCodes.Ldtoken, method));

    static void Token(ModuleDefinition module, Instruction token) => Insert(Body(module, "Store"), 0, token, Instruction.Create(OpCodes.Pop));

    static GenericInstanceType Generic(ModuleDefinition module) => new(module.GetType("G`1")) { GenericArguments = { ForeignType() } };

    static TypeDefinition ForeignType() => Foreign().DeclaringType;

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
