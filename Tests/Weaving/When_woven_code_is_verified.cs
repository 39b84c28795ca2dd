using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Replicated.Tests.Weaving.Constructs;

namespace Replicated.Tests.Weaving;

[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_woven_code_is_verified(OptimizationLevel optimization)
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Test]
    public void the_JIT_compiler_takes_every_method()
    {
        using var program = new WovenProgram([Zoo.Of(optimization).After]);
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
        foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)).Where(HasBody))
        {
            var open = type.GetGenericArguments().Concat(method.IsGenericMethod ? method.GetGenericArguments() : []).ToArray();
            if (open.Length == 0)
                yield return (method, null);
            else
            {
                foreach (var argument in new[] { typeof(int), typeof(string) }.Where(argument => open.All(parameter => Allows(parameter, argument))))
                    yield return (method, [.. open.Select(_ => argument.TypeHandle)]);
            }
        }
    }

    static bool Allows(Type parameter, Type argument) =>
        (argument.IsValueType || (parameter.GenericParameterAttributes & GenericParameterAttributes.NotNullableValueTypeConstraint) == 0)
        && parameter.GetGenericParameterConstraints().All(constraint => constraint.ContainsGenericParameters || constraint.IsAssignableFrom(argument));

    /// <summary>The methods of delegates are the platform's, and it has no code for some.</summary>
    static bool HasBody(MethodBase method) => !method.IsAbstract && (method.MethodImplementationFlags & MethodImplAttributes.Runtime) == 0;
}
