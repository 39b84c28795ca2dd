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
