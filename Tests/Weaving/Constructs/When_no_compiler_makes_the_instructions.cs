using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;

namespace Replicated.Tests.Weaving.Constructs;

/// <summary>Instructions that C# does not emit and other languages, tools and weavers do.</summary>
public class When_no_compiler_makes_the_instructions
{
    const string Source = """
        public struct S { public int X; public int Y; }
        [Replicated] public class Z
        {
            public int f, g; public S s;
            public static void Nothing(Z z) { }
            public static void Write(ref int n) => n = 7;
            public static void WriteVolatile(ref int n) => Volatile.Write(ref n, 7);
            public static void Fill(Span<int> span) => span[0] = 7;
            public static Action<object> Arm = _ => { };
            public static void Capture(Z z) => Arm(z);
            public static void Go(Z z) { }
        }
        """;

    [Test]
    public void an_unaligned_store_is_one_still() => AssertMarks("f", z => z.f == 5, (il, fields) =>
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_5);
        il.Emit(OpCodes.Unaligned, (byte)1);
        il.Emit(OpCodes.Volatile);
        il.Emit(OpCodes.Stfld, fields("f"));
        il.Emit(OpCodes.Ret);
    });

    /// <summary>The branch leads to the prefix, as one instruction with what follows.</summary>
    [Test]
    public void a_branch_to_an_unaligned_store_is_kept() => AssertMarks("f", z => z.f == 5, (il, fields) =>
    {
        var store = il.Create(OpCodes.Unaligned, (byte)4);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_5);
        il.Emit(OpCodes.Br, store);
        il.Append(store);
        il.Emit(OpCodes.Stfld, fields("f"));
        il.Emit(OpCodes.Ret);
    });

    [Test]
    public void a_struct_that_is_copied_from_address_to_address_is_marked() => AssertMarks("s", z => z.s.Y == 0, (il, fields) =>
    {
        il.Body.Variables.Add(new VariableDefinition(fields("s").FieldType));
        il.Body.InitLocals = true;
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldflda, fields("s"));
        il.Emit(OpCodes.Ldloca_S, il.Body.Variables[0]);
        il.Emit(OpCodes.Cpobj, fields("s").FieldType);
        il.Emit(OpCodes.Ret);
    });

    [Test]
    public void a_block_that_is_filled_is_marked() => AssertMarks("s", z => z.s.X == 0x01010101 && z.s.Y == 0x01010101, (il, fields) =>
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldflda, fields("s"));
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Ldc_I4_8);
        il.Emit(OpCodes.Initblk);
        il.Emit(OpCodes.Ret);
    });

    [Test]
    public void a_block_that_is_copied_is_marked() => AssertMarks("f", z => z.f == 3, (il, fields) =>
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_3);
        il.Emit(OpCodes.Stfld, fields("g"));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldflda, fields("f"));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldflda, fields("g"));
        il.Emit(OpCodes.Ldc_I4_4);
        il.Emit(OpCodes.Cpblk);
        il.Emit(OpCodes.Ret);
    }, "g");

    [Test]
    public void a_store_that_nothing_reaches_does_no_harm() => AssertMarks("f", z => z.f == 5, (il, fields) =>
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_5);
        il.Emit(OpCodes.Stfld, fields("f"));
        il.Emit(OpCodes.Ret);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_6);
        il.Emit(OpCodes.Stfld, fields("g"));
        il.Emit(OpCodes.Ret);
    });

    /// <summary>What is inserted after the store would make the short branch over it too long.</summary>
    [Test]
    public void a_short_branch_at_its_limit_is_widened_where_code_is_inserted() => AssertMarks("s", z => z.s.X == 9, (il, fields) =>
    {
        var end = il.Create(OpCodes.Ret);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Brtrue_S, end);
        for (int i = 0; i < 9; i++)
        {
            // 13 bytes each: in sum nearly as far as a short branch leads.
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldflda, fields("s"));
            il.Emit(OpCodes.Ldc_I4_S, (sbyte)(i + 1));
            il.Emit(OpCodes.Stfld, fields("s").FieldType.Resolve().Fields.Single(field => field.Name == "X"));
        }
        il.Append(end);
    });

    [Test]
    public void a_tail_call_that_gets_an_address_is_marked_after() => AssertMarks("f", z => z.f == 7, (il, fields) =>
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldflda, fields("f"));
        il.Emit(OpCodes.Tail);
        il.Emit(OpCodes.Call, Method(il, "Write"));
        il.Emit(OpCodes.Ret);
    });

    [Test]
    public void a_tail_call_that_writes_at_once_is_marked_after() => AssertMarks("f", z => z.f == 7, (il, fields) =>
    {
        var write = (MethodReference)Method(il, "WriteVolatile").Body.Instructions.Single(instruction => instruction.OpCode.Code == Code.Call).Operand;
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldflda, fields("f"));
        il.Emit(OpCodes.Ldc_I4_7);
        il.Emit(OpCodes.Tail);
        il.Emit(OpCodes.Call, write);
        il.Emit(OpCodes.Ret);
    });

    /// <summary>What is on the stack when the loop comes round may be what it has put there itself.</summary>
    [Test]
    public void a_loop_that_duplicates_what_it_works_on_is_followed() => AssertMarks("f", z => z.f == 3, (il, fields) =>
    {
        var again = il.Create(OpCodes.Dup);
        il.Emit(OpCodes.Ldarg_0);
        il.Append(again);
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Ldfld, fields("f"));
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stfld, fields("f"));
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Ldfld, fields("f"));
        il.Emit(OpCodes.Ldc_I4_3);
        il.Emit(OpCodes.Blt, again);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
    });

    /// <summary>What was on the stack is gone; at the store, what is there may come from either side.</summary>
    [Test]
    public void a_protected_block_that_is_left_with_values_on_the_stack_is_followed() => AssertMarks("f", z => z is { f: 7, g: 7 }, (il, fields) =>
    {
        var again = il.Create(OpCodes.Ldarg_0);
        var other = il.Create(OpCodes.Ldarg_0);
        var left = il.Create(OpCodes.Ldarg_0);
        var store = il.Create(OpCodes.Ldc_I4_7);
        var start = il.Create(OpCodes.Ldarg_0);
        var handler = il.Create(OpCodes.Endfinally);
        il.Append(again);
        il.Emit(OpCodes.Ldfld, fields("g"));
        il.Emit(OpCodes.Brfalse, other);
        il.Append(start);
        il.Emit(OpCodes.Leave, left);
        il.Append(handler);
        il.Append(left);
        il.Emit(OpCodes.Ldflda, fields("f"));
        il.Emit(OpCodes.Br, store);
        il.Append(other);
        il.Emit(OpCodes.Ldflda, fields("g"));
        il.Append(store);
        il.Emit(OpCodes.Stind_I4);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, fields("f"));
        il.Emit(OpCodes.Brfalse, again);
        il.Emit(OpCodes.Ret);
        il.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Finally) { TryStart = start, TryEnd = handler, HandlerStart = handler, HandlerEnd = left });
    }, "g");

    [Test]
    public void a_constructor_that_works_on_another_object_under_the_name_of_its_own_marks_that() => AssertMarks("f", z => z.f == 5, (il, fields) =>
    {
        var type = il.Body.Method.DeclaringType;
        var simple = type.Methods.Single(method => method.Name == ".ctor");
        var constructor = new MethodDefinition(".ctor", simple.Attributes, simple.ReturnType);
        constructor.Parameters.Add(new ParameterDefinition(type));
        type.Methods.Add(constructor);
        var code = constructor.Body.GetILProcessor();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Starg, constructor.Body.ThisParameter);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldc_I4_5);
        code.Emit(OpCodes.Stfld, fields("f"));
        code.Emit(OpCodes.Call, simple);
        code.Emit(OpCodes.Ret);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
    });

    [Test]
    public void a_span_that_is_stored_over_a_variable_is_followed() => AssertMarks("f", z => z.f == 7, (il, fields) =>
    {
        var span = il.Body.Method.DeclaringType.Methods.Single(method => method.Name == "Fill").Parameters[0].ParameterType;
        il.Body.Variables.Add(new VariableDefinition(span));
        il.Body.InitLocals = true;
        il.Emit(OpCodes.Ldloca, il.Body.Variables[0]);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldflda, fields("f"));
        il.Emit(OpCodes.Newobj, SpanConstructor(il, span));
        il.Emit(OpCodes.Stobj, span);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, Method(il, "Capture"));
        il.Emit(OpCodes.Ldloc_0);
        il.Emit(OpCodes.Call, Method(il, "Fill"));
        il.Emit(OpCodes.Ret);
    });

    [Test]
    public void a_pointer_that_is_stored_over_a_variable_is_followed() => AssertMarks("f", z => z.f == 7, (il, fields) =>
    {
        il.Body.Variables.Add(new VariableDefinition(il.Body.Method.Module.TypeSystem.IntPtr));
        // The collector may move the object between the two: a pointer to what is not pinned would write into another.
        il.Body.Variables.Add(new VariableDefinition(new PinnedType(new ByReferenceType(il.Body.Method.Module.TypeSystem.Int32))));
        il.Body.InitLocals = true;
        il.Emit(OpCodes.Ldloca, il.Body.Variables[0]);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldflda, fields("f"));
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Stloc_1);
        il.Emit(OpCodes.Conv_U);
        il.Emit(OpCodes.Stind_I);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, Method(il, "Capture"));
        il.Emit(OpCodes.Ldloc_0);
        il.Emit(OpCodes.Ldc_I4_7);
        il.Emit(OpCodes.Stind_I4);
        il.Emit(OpCodes.Ret);
    });

    [Test]
    public void a_span_that_is_copied_from_variable_to_variable_is_followed() => AssertMarks("f", z => z.f == 7, (il, fields) =>
    {
        var span = il.Body.Method.DeclaringType.Methods.Single(method => method.Name == "Fill").Parameters[0].ParameterType;
        il.Body.Variables.Add(new VariableDefinition(span));
        il.Body.Variables.Add(new VariableDefinition(span));
        il.Body.InitLocals = true;
        il.Emit(OpCodes.Ldloca, il.Body.Variables[0]);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldflda, fields("f"));
        il.Emit(OpCodes.Call, SpanConstructor(il, span));
        il.Emit(OpCodes.Ldloca, il.Body.Variables[1]);
        il.Emit(OpCodes.Ldloca, il.Body.Variables[0]);
        il.Emit(OpCodes.Cpobj, span);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, Method(il, "Capture"));
        il.Emit(OpCodes.Ldloc_1);
        il.Emit(OpCodes.Call, Method(il, "Fill"));
        il.Emit(OpCodes.Ret);
    });

    [Test]
    public void a_tail_call_beside_a_store_stays_one() => AssertMarks("f", z => z.f == 5, (il, fields) =>
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_5);
        il.Emit(OpCodes.Stfld, fields("f"));
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Tail);
        il.Emit(OpCodes.Call, Method(il, "Nothing"));
        il.Emit(OpCodes.Ret);
    });

    [Test]
    public void an_indirect_call_that_gets_an_address_is_marked_after() => AssertMarks("f", z => z.f == 7, (il, fields) =>
    {
        var site = new CallSite(il.Body.Method.Module.TypeSystem.Void);
        site.Parameters.Add(new ParameterDefinition(new ByReferenceType(il.Body.Method.Module.TypeSystem.Int32)));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldflda, fields("f"));
        il.Emit(OpCodes.Ldftn, Method(il, "Write"));
        il.Emit(OpCodes.Calli, site);
        il.Emit(OpCodes.Ret);
    });

    [Test]
    public void a_method_that_jumps_into_another_is_left_alone() => AssertMarks("f", z => z.f == 5, (il, fields) =>
    {
        var other = new MethodDefinition("Other", MethodAttributes.Public | MethodAttributes.Static, il.Body.Method.ReturnType);
        other.Parameters.Add(new ParameterDefinition(il.Body.Method.DeclaringType));
        il.Body.Method.DeclaringType.Methods.Add(other);
        var store = other.Body.GetILProcessor();
        store.Emit(OpCodes.Ldarg_0);
        store.Emit(OpCodes.Ldc_I4_5);
        store.Emit(OpCodes.Stfld, fields("f"));
        store.Emit(OpCodes.Ret);
        il.Emit(OpCodes.Jmp, other);
    });

    [Test]
    public void more_variables_than_a_byte_counts_are_told_apart() => AssertMarks("f", z => z.f == 300, (il, fields) =>
    {
        for (int i = 0; i < 300; i++)
            il.Body.Variables.Add(new VariableDefinition(il.Body.Method.Module.TypeSystem.Int32));
        il.Body.InitLocals = true;
        il.Emit(OpCodes.Ldc_I4, 300);
        il.Emit(OpCodes.Stloc, il.Body.Variables[299]);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldflda, fields("f"));
        il.Emit(OpCodes.Ldloc, il.Body.Variables[299]);
        il.Emit(OpCodes.Stind_I4);
        il.Emit(OpCodes.Ret);
    });

    sealed record State(int f, int g, (int X, int Y) s);

    static void AssertMarks(string member, Func<State, bool> isRight, Action<ILProcessor, Func<string, FieldDefinition>> emit, params string[] further)
    {
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(SampleCompiler.Compile(Source), resolver);
        var type = module.GetType("Z");
        var body = type.Methods.Single(method => method.Name == "Go").Body;
        body.Instructions.Clear();
        body.Method.DebugInformation.SequencePoints.Clear();
        body.Method.DebugInformation.Scope = null;
        emit(body.GetILProcessor(), name => type.Fields.Single(field => field.Name == name));
        var (result, woven) = SampleWeaver.Weave(SampleWeaver.Write(module, "Sample"));
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => diagnostic.Text), Is.Empty);
        var program = new WovenProgram([woven]);
        object z = program.New("Z");
        program.Type("Z").GetField("Arm")!.SetValue(null, new Action<object>(program.Arm));
        Assert.That(program.MarkedBy(z, "Z.Go"), Is.EquivalentTo(further.Append(member)));
        object s = Get(z, "s");
        Assert.That(isRight(new State((int)Get(z, "f"), (int)Get(z, "g"), ((int)Get(s, "X"), (int)Get(s, "Y")))), Is.True, "it did what it did before");
    }

    static object Get(object of, string field) => of.GetType().GetField(field)!.GetValue(of)!;

    static MethodDefinition Method(ILProcessor il, string name) => il.Body.Method.DeclaringType.Methods.Single(method => method.Name == name);

    static MethodReference SpanConstructor(ILProcessor il, TypeReference span)
    {
        var constructor = new MethodReference(".ctor", il.Body.Method.Module.TypeSystem.Void, span) { HasThis = true };
        constructor.Parameters.Add(new ParameterDefinition(new ByReferenceType(span.Resolve().GenericParameters[0])));
        return constructor;
    }
}
