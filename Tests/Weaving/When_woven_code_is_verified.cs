using Fuzz.Verify;
using Microsoft.CodeAnalysis;
using Replicated.Tests.Weaving.Constructs;

namespace Replicated.Tests.Weaving;

[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_woven_code_is_verified(OptimizationLevel optimization)
{
    [Test]
    public void the_JIT_compiler_takes_every_method()
    {
        var program = new WovenProgram([Zoo.Of(optimization).After]);
        var (failed, prepared) = JitCheck.Of(program.Assembly);
        Assert.That(failed, Is.Empty);
        Assert.That(prepared, Is.GreaterThan(500));
    }

    /// <summary>The JIT compiler lets pass what does not fit in type; the decompiler says it, and of the code that went in it says as much.</summary>
    [Test]
    public void the_decompiler_complains_of_no_method_that_it_did_not_complain_of_before()
    {
        var zoo = Zoo.Of(optimization);
        Assert.That(Complaints(zoo.After).Except(Complaints(zoo.Before)), Is.Empty);
    }

    static IReadOnlyList<string> Complaints(CompiledSample sample)
    {
        using var decompiler = new DecompilerCheck(sample.Name + ".dll", sample.Assembly);
        // It fails over the names of what is in the module itself and of the compiler's methods for inline arrays, which no C# can say.
        return decompiler.Complaints((type, method) => type != "<Module>" && !method.EndsWith("_InlineArrayAsSpan", StringComparison.Ordinal));
    }

    /// <summary>T4. Both are written by the same writer, whose own layout is not the compiler's.</summary>
    [Test]
    public void an_assembly_without_marks_comes_out_byte_for_byte_as_it_went_in()
    {
        const string Source = "[assembly: System.Reflection.AssemblyMetadata(\"Replicated.MustBeWovenIfMarked\", \"c1\")] public class Plain<T> { public T n; public decimal d; public int P { get; set; } static int s = 3; public ref T N() { s++; P = 3; return ref n; } }";
        var compiled = SampleCompiler.Compile(Source, optimization);
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(compiled, resolver);
        var untouched = SampleWeaver.Write(module, compiled.Name);
        var (_, woven) = SampleWeaver.Weave(compiled);
        Assert.That(woven.Assembly, Is.EqualTo(untouched.Assembly));
        Assert.That(woven.Symbols, Is.EqualTo(untouched.Symbols));
    }
}
