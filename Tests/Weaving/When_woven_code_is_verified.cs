using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Check;
using Replicated.Fody.Diagnostics;

namespace Replicated.Tests.Weaving;

[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_woven_code_is_verified(OptimizationLevel optimization)
{
    const string Folder = "AssemblyToProcess";
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    CompiledSample before = null!;
    CompiledSample after = null!;

    [OneTimeSetUp]
    public void Weave()
    {
        before = SampleCompiler.CompileFolder(Folder, optimization);
        (var result, after) = SampleWeaver.Weave(before, "<Replicated Writers=\"Synchronized\" />");
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Rule.Severity != Severity.Info).Select(diagnostic => diagnostic.ToCanonicalLine("")), Is.Empty);
    }

    [Test]
    public void the_JIT_compiler_takes_every_method()
    {
        using var program = new WovenProgram([after]);
        int prepared = 0;
        var failed = new List<string>();
        foreach (var (method, arguments) in program.Assembly.GetTypes().SelectMany(Methods))
        {
            try
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle, arguments);
                prepared++;
            }
            catch (Exception exception) when (exception is InvalidProgramException or TypeLoadException or BadImageFormatException or MemberAccessException)
            {
                failed.Add($"{method.DeclaringType}.{method.Name}: {exception.Message}");
            }
        }
        Assert.That(failed, Is.Empty);
        Assert.That(prepared, Is.GreaterThan(500));
    }

    [Test]
    public void no_access_to_a_member_is_left_as_it_was_without_a_reason() => Inspect(after, module =>
    {
        var members = MembersOf(module);
        Assert.That(members, Has.Count.GreaterThan(150));
        var left = from method in module.GetTypes().SelectMany(type => type.Methods)
                   where method.HasBody && !method.Name.StartsWith("<Replicated>", StringComparison.Ordinal)
                   from instruction in method.Body.Instructions
                   where instruction.Operand is FieldReference field && members.Contains(field.Resolve()) && !IsExplained(method, instruction)
                   select $"{method.FullName}: {instruction}";
        Assert.That(left, Is.Empty);
    });

    [Test]
    public void the_runtime_is_the_only_reference_that_may_be_new() => Assert.That(ReferencesOf(after), Is.EquivalentTo(ReferencesOf(before)));

    [Test]
    public void lines_are_where_they_were() => Assert.That(LinesOf(after), Is.EqualTo(LinesOf(before)));

    /// <summary>T4. Both are written by the same writer, whose own layout is not the compiler's.</summary>
    [Test]
    public void an_assembly_without_marks_comes_out_byte_for_byte_as_it_went_in()
    {
        const string Source = "public class Plain<T> { public T n; public decimal d; public int P { get; set; } static int s = 3; public ref T N() { s++; P = 3; return ref n; } }";
        var compiled = SampleCompiler.Compile(Source, optimization);
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(compiled, resolver);
        var untouched = SampleWeaver.Write(module, compiled.Name);
        var (_, woven) = SampleWeaver.Weave(compiled);
        Assert.That(woven.Assembly, Is.EqualTo(untouched.Assembly));
        Assert.That(woven.Symbols, Is.EqualTo(untouched.Symbols));
    }

    /// <summary>Generic types and methods over a number and over a text, where their constraints allow it.</summary>
    static IEnumerable<(MethodBase Method, RuntimeTypeHandle[]? Arguments)> Methods(Type type)
    {
        foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)).Where(method => !method.IsAbstract))
        {
            var open = type.GetGenericArguments().Concat(method.IsGenericMethod ? method.GetGenericArguments() : []).ToArray();
            if (open.Length == 0)
                yield return (method, null);
            else
            {
                foreach (var argument in new[] { typeof(int), typeof(string) })
                    yield return (method, [.. open.Select(_ => argument.TypeHandle)]);
            }
        }
    }

    static HashSet<FieldDefinition> MembersOf(ModuleDefinition module) =>
    [
        .. from type in module.GetTypes()
           from field in type.Fields
           where type.Methods.Any(method => method.Name == "<Replicated>Store_" + field.Name || method.Name == "<Replicated>Mark_" + field.Name)
           select field,
    ];

    static bool IsExplained(MethodDefinition method, Instruction instruction)
    {
        var field = ((FieldReference)instruction.Operand).Resolve();
        return instruction.OpCode.Code switch
        {
            Code.Ldfld or Code.Ldsfld => true,
            Code.Stsfld => method.Name == ".cctor" && method.DeclaringType == field.DeclaringType,
            Code.Stfld => (method.Name == ".ctor" && IsBeforeBaseCall(instruction)) || IsMarkedNext(instruction, field),
            Code.Ldflda or Code.Ldsflda => IsOnlyRead(method, instruction) || IsMarkedLater(instruction, field),
            _ => false,
        };
    }

    static bool IsBeforeBaseCall(Instruction instruction)
    {
        for (var next = instruction.Next; next != null; next = next.Next)
        {
            if (next.Operand is MethodReference { Name: ".ctor" } && next.OpCode.Code == Code.Call)
                return true;
        }
        return false;
    }

    static bool IsMarkedNext(Instruction store, FieldDefinition field) =>
        store.Next is { OpCode.Code: Code.Ldarg_0, Next.Operand: MethodReference mark } && mark.Name == "<Replicated>Mark_" + field.Name;

    static bool IsMarkedLater(Instruction address, FieldDefinition field)
    {
        for (var next = address.Next; next != null; next = next.Next)
        {
            if (next.Operand is MethodReference called && (called.Name == "<Replicated>Mark_" + field.Name || called.Name.StartsWith("<Replicated>Call_", StringComparison.Ordinal)))
                return true;
        }
        return false;
    }

    static bool IsOnlyRead(MethodDefinition method, Instruction address)
    {
        var flow = AddressFlow.Of(method, StackFlow.Of(method.Body), [address]);
        return flow.Faults.Count + flow.Changes.Count == 0;
    }

    static List<string> ReferencesOf(CompiledSample sample)
    {
        List<string> found = [];
        Inspect(sample, module => found.AddRange(module.AssemblyReferences.Select(reference => reference.FullName)));
        return found;
    }

    /// <summary>The lines of each method of the source, in their order.</summary>
    static List<string> LinesOf(CompiledSample sample)
    {
        List<string> found = [];
        Inspect(sample, module => found.AddRange(
            from type in module.GetTypes()
            where !type.Name.StartsWith("<Replicated>", StringComparison.Ordinal)
            from method in type.Methods
            from point in method.DebugInformation.SequencePoints
            select $"{method.FullName} {point.StartLine}:{point.StartColumn}-{point.EndLine}:{point.EndColumn}"));
        return found;
    }

    static void Inspect(CompiledSample sample, Action<ModuleDefinition> inspect)
    {
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(sample, resolver);
        inspect(module);
    }
}
