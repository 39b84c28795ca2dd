using Microsoft.CodeAnalysis;
using Fuzz.Verify;
using Replicated.Tests.Weaving.Constructs;

namespace Replicated.Tests.Weaving.Entries;

/// <summary>The samples, woven, with hooks in every method, beside their twins without hooks.</summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_every_method_of_the_samples_is_hooked(OptimizationLevel optimization)
{
    const string BodyPrefix = "<Replicated>body_";

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
        Assert.That(expected, Has.Count.GreaterThan(300));
        Assert.That(nothing, Is.Empty);
        Assert.That(Run(entries, out var entered), Is.EqualTo(expected));
        Assert.That(Run(exits, out var left), Is.EqualTo(expected));

        var called = expected.Select(line => line.Split(' ')[0]).Distinct();
        Assert.That(called.Select(method => entered.GetValueOrDefault("enter " + method)), Is.All.GreaterThanOrEqualTo(Construct.Inputs.Length), "some are called by others, too");
        Assert.That(left.Keys.Where(key => key[0] == 'l').Select(key => left[key]), Is.EqualTo(left.Keys.Where(key => key[0] == 'l').Select(key => left["enter" + key[5..]])));
        Assert.That(left.Where(count => count.Key.StartsWith("enter ", StringComparison.Ordinal)), Is.SubsetOf(entered));
    }

    [Test]
    public void the_JIT_compiler_takes_every_method()
    {
        foreach (var sample in new[] { entries, exits })
        {
            var program = new WovenProgram([sample]);
            var (failed, prepared) = JitCheck.Of(program.Assembly);
            Assert.That(failed, Is.Empty);
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

    /// <summary>A line for each call of a construct: what came of it, and all that its object reaches then.</summary>
    static List<string> Run(CompiledSample sample, out Dictionary<string, int> counts)
    {
        var program = new HookedProgram(sample);
        var lines = new List<string>();
        foreach (var construct in Construct.Of(program.Program.Assembly))
        {
            var method = construct.MethodOf(program.Program.Assembly);
            object? target = method.IsStatic ? null : Activator.CreateInstance(method.DeclaringType!);
            foreach (int n in Construct.Inputs)
            {
                object? result = Construct.Run(method, target, n);
                var state = new StateOfObjects(program.Program.Assembly, StateOfObjects.NoNumbers());
                lines.Add($"{method.DeclaringType!.Name}.{method.Name} {n} {state.Add(target)} {state.Add(result)} {state}");
            }
        }
        counts = new Dictionary<string, int>(program.Counts);
        return lines;
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
