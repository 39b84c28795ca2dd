using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
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
}
