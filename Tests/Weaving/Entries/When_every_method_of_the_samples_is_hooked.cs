using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving.Entries;

/// <summary>The samples, woven, with hooks in every method, beside their twins without hooks.</summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_every_method_of_the_samples_is_hooked(OptimizationLevel optimization)
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    const string BodyPrefix = "<Replicated>body_";
    const int Times = 3;

    static readonly string[] samples = ["Stores", "Addresses", "Structs", "Generic`1"];

    CompiledSample woven = null!;
    CompiledSample entries = null!;
    CompiledSample exits = null!;

    [OneTimeSetUp]
    public void Weave()
    {
        woven = SampleWeaver.Weave(SampleCompiler.CompileFolder("AssemblyToProcess", optimization, Hooks.Counters), "<Replicated Writers=\"Synchronized\" />").Woven;
        entries = Hooks.AtEntries(woven);
        exits = Hooks.AtExits(woven);
    }

    [Test]
    public void each_sample_does_what_its_twin_does_and_is_counted()
    {
        var expected = Run(woven, out var nothing);
        Assert.That(expected, Has.Count.GreaterThan(60));
        Assert.That(nothing, Is.Empty);
        Assert.That(Run(entries, out var entered), Is.EqualTo(expected));
        Assert.That(Run(exits, out var left), Is.EqualTo(expected));

        var called = expected.Select(line => line.Split(' ')[0]).Distinct();
        Assert.That(called.Select(method => entered.GetValueOrDefault("enter " + method)), Is.All.GreaterThanOrEqualTo(Times), "some are called by others, too");
        Assert.That(left.Keys.Where(key => key[0] == 'l').Select(key => left[key]), Is.EqualTo(left.Keys.Where(key => key[0] == 'l').Select(key => left["enter" + key[5..]])));
        Assert.That(left.Where(count => count.Key.StartsWith("enter ", StringComparison.Ordinal)), Is.SubsetOf(entered));
    }

    [Test]
    public void the_JIT_compiler_takes_every_method()
    {
        foreach (var sample in new[] { entries, exits })
        {
            using var program = new WovenProgram([sample]);
            int prepared = 0;
            foreach (var (method, arguments) in program.Assembly.GetTypes().SelectMany(Methods))
            {
                Assert.That(() => RuntimeHelpers.PrepareMethod(method.MethodHandle, arguments), Throws.Nothing, $"{method.DeclaringType}.{method.Name}");
                prepared++;
            }
            Assert.That(prepared, Is.GreaterThan(1000));
        }
    }

    [Test]
    public void lines_are_where_they_were()
    {
        var before = LinesOf(woven);
        Assert.That(before, Has.Count.GreaterThan(400));
        Assert.That(LinesOf(exits), Is.EquivalentTo(before));
        Assert.That(LinesOf(entries), Is.EquivalentTo(before));
    }

    /// <summary>Calls every method that takes nothing or a number, on one object of its class; a line for each call with what the object is then.</summary>
    static List<string> Run(CompiledSample sample, out Dictionary<string, int> counts)
    {
        using var program = new HookedProgram(sample);
        var lines = new List<string>();
        var calls = new List<(string Name, MethodInfo Method, object Target)>();
        foreach (string name in samples)
        {
            var open = program.Program.Type("AssemblyToProcess." + name);
            var type = open.IsGenericType ? open.MakeGenericType(typeof(int)) : open;
            object target = Activator.CreateInstance(type)!;
            if (name == "Stores")
                type.GetField("next", Declared)!.SetValue(target, Activator.CreateInstance(type));
            var methods = type.GetMethods(Declared & ~BindingFlags.Static)
                .Where(method => method.IsPublic && !method.IsSpecialName && !method.IsGenericMethod && !method.Name.StartsWith('<') && method.ReturnType == typeof(void) && method.GetParameters() is [] or [{ ParameterType.FullName: "System.Int32" }]);
            calls.AddRange(methods.Select(method => ($"{name}.{method.Name}", method, target)));
        }
        program.Counts.Clear();
        foreach (var (name, method, target) in calls)
        {
            for (int n = 1; n <= Times; n++)
            {
                string outcome = "";
                try
                {
                    method.Invoke(target, method.GetParameters().Length == 0 ? [] : [n]);
                }
                catch (TargetInvocationException exception)
                {
                    outcome = exception.InnerException!.GetType().Name;
                }
                lines.Add($"{name} {n} {outcome} {string.Join(',', ValuesOf(target))}");
            }
        }
        counts = new Dictionary<string, int>(program.Counts);
        return lines;
    }

    static IEnumerable<string> ValuesOf(object target) =>
        from field in target.GetType().GetFields(Declared & ~BindingFlags.Static)
        where !field.Name.StartsWith("<Replicated>", StringComparison.Ordinal)
        select field.GetValue(target) is System.Collections.IEnumerable items and not string ? string.Join('+', items.Cast<object>()) : $"{field.GetValue(target)}";

    static IEnumerable<(MethodBase Method, RuntimeTypeHandle[]? Arguments)> Methods(Type type)
    {
        foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)).Where(method => !method.IsAbstract))
        {
            int open = type.GetGenericArguments().Length + (method.IsGenericMethod ? method.GetGenericArguments().Length : 0);
            if (open == 0)
                yield return (method, null);
            else
            {
                yield return (method, [.. Enumerable.Repeat(typeof(int).TypeHandle, open)]);
                yield return (method, [.. Enumerable.Repeat(typeof(string).TypeHandle, open)]);
            }
        }
    }

    /// <summary>Those that a debugger stops at, by the method that the user wrote.</summary>
    static List<string> LinesOf(CompiledSample sample)
    {
        var lines = new List<string>();
        Hooks.Change(sample, (module, _, _) => lines.AddRange(
            from method in module.GetTypes().SelectMany(type => type.Methods)
            from point in method.DebugInformation.SequencePoints
            where !point.IsHidden
            select $"{method.DeclaringType}.{method.Name.Replace(BodyPrefix, "", StringComparison.Ordinal)} {point.StartLine}:{point.StartColumn}-{point.EndLine}:{point.EndColumn}"));
        return lines;
    }
}
