using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;

namespace Replicated.Tests.Weaving;

public class When_woven_versions_do_not_fit
{
    const string Library1 = """
        [assembly: System.Reflection.AssemblyVersion("1.0.0.0")]
        [Replicated] public class Base { public int a; public int b; }
        [Replicated] public abstract class Page<T> { public T item; }
        """;

    const string Library2 = """
        [assembly: System.Reflection.AssemblyVersion("2.0.0.0")]
        [Replicated] public class Base { public int a; public int b; public int c; }
        [Replicated] public abstract class Page<T> { public T item; public int number; }
        """;

    const string Derived = """[assembly: System.Reflection.AssemblyVersion("3.1.0.0")] public class Derived : Base { public int own; }""";
    const string DerivedPage = """[assembly: System.Reflection.AssemblyVersion("3.1.0.0")] public class DerivedPage : Page<int> { public int own; }""";

    [TestCase(Derived, "Derived of Program 3.1.0.0 was woven with the Base of Library 1.0.0.0, which has 2 replicated members; the one of Library 2.0.0.0 that is loaded has 3: build Program again")]
    [TestCase(DerivedPage, "DerivedPage of Program 3.1.0.0 was woven with the Page`1<System.Int32> of Library 1.0.0.0, which has 1 replicated members; the one of Library 2.0.0.0 that is loaded has 2")]
    public void a_base_with_other_members_is_refused_when_the_program_starts(string source, string named)
    {
        var built = Weave(Library1, "Library");
        var program = Weave(source, "Program", built);
        var loaded = new WovenProgram([Weave(Library2, "Library"), program]);
        Assert.That(() => new ProgramState(loaded).Types.ToList(), Refused(named));
        Assert.That(() => new ProgramState(loaded).Types.ToList(), Refused(named), "it says so again, and not that something failed before");
    }

    [Test]
    public void a_base_that_has_the_same_members_is_not_refused_whatever_its_version()
    {
        var program = Weave(Derived, "Program", Weave(Library1, "Library"));
        var loaded = new WovenProgram([Weave(Library1.Replace("1.0.0.0", "1.7.0.0"), "Library"), program]);
        Assert.That(new ProgramState(loaded).Types, Has.One.EqualTo("Derived"));
    }

    [Test]
    public void a_module_for_another_contract_is_refused_when_it_is_loaded()
    {
        var loaded = new WovenProgram([WithContract(99)]);
        Assert.That(
            () => RuntimeHelpers.RunModuleConstructor(loaded.Assembly.ManifestModule.ModuleHandle),
            Throws.TypeOf<TypeInitializationException>().With.InnerException.Message.Contains("Program 3.1.0.0 was woven by Replicated.Fody 0.1.0.0 for contract 99, and Replicated.Runtime 0.1.0.0 keeps contract 1"));
    }

    /// <summary>One that does not ask, since it was woven before modules did.</summary>
    [Test]
    public void a_module_for_another_contract_is_refused_at_the_start()
    {
        var loaded = new WovenProgram([WithContract(99, asks: false)]);
        Assert.That(() => Start(loaded), Throws.TypeOf<TargetInvocationException>().With.InnerException.Message.Contains("Program 3.1.0.0 was woven by Replicated.Fody"));
        var fits = new WovenProgram([WithContract(1)]);
        Start(fits);
    }

    /// <summary>What <c>Replication.Start</c> does first, in the runtime that the program has for itself.</summary>
    static void Start(WovenProgram program) => program.RuntimeType("Takeover.WovenAssemblies")
        .GetMethod("Announce", BindingFlags.Static | BindingFlags.NonPublic, [typeof(IReadOnlyList<Assembly>)])!
        .Invoke(null, [new[] { program.Assembly }]);

    static NUnit.Framework.Constraints.IResolveConstraint Refused(string named) =>
        Throws.Exception.With.Property("Message").Contains(named).And.Property("StackTrace").Not.Null;

    static CompiledSample WithContract(int contract, bool asks = true)
    {
        var woven = Weave("""[assembly: System.Reflection.AssemblyVersion("3.1.0.0")] [Replicated] public class Account { public int n; }""", "Program");
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(woven, resolver);
        var attribute = module.Assembly.CustomAttributes.Single(candidate => candidate.AttributeType.Name == "WovenAttribute");
        attribute.ConstructorArguments[0] = new(module.TypeSystem.Int32, contract);
        var start = module.GetType("<Module>").Methods.Single(method => method.Name == ".cctor").Body;
        var number = start.Instructions.First(instruction => instruction.OpCode.Code == Code.Ldc_I4 || instruction.OpCode.Code == Code.Ldc_I4_1);
        (number.OpCode, number.Operand) = (OpCodes.Ldc_I4, asks ? contract : 1);
        return SampleWeaver.Write(module, "Program");
    }

    static CompiledSample Weave(string source, string name, params CompiledSample[] references)
    {
        var (result, woven) = SampleWeaver.Weave(SampleCompiler.Compile(source, OptimizationLevel.Release, name, references), "<Replicated />", references);
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Rule.Severity == Severity.Error), Is.Empty);
        return woven;
    }
}
