using Microsoft.CodeAnalysis;
using Replicated.Fody.Entries;
using Replicated.Tests.Weaving.Entries;

namespace Replicated.Tests.Weaving.Suspended;

/// <summary>
/// Async methods without a state machine: each is its own body, marked with a flag, and returns a number where its signature says that it
/// returns a task.
/// </summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
[Category("Processes")]
public class When_the_runtime_suspends_methods(OptimizationLevel optimization)
{
    CompiledSample plain = null!;
    CompiledSample woven = null!;
    string[] expected = null!;

    [OneTimeSetUp]
    public void Compile()
    {
        plain = SampleCompiler.CompileSuspended(SuspendedSample.Source + Hooks.Counters.Replace("namespace Hooks;", "namespace Hooks {", StringComparison.Ordinal) + "}", optimization);
        var (result, sample) = SampleWeaver.Weave(plain);
        Assert.That(result.Succeeded, Is.True, string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.Text)));
        woven = sample;
        expected = SuspendedProgram.Run(plain);
    }

    [Test]
    public void the_program_behaves_as_before_and_each_change_is_marked()
    {
        Assert.That(expected, Has.Length.EqualTo(17).And.Some.EqualTo("AddressBesideAwait: 8 4 0/0  / 1,2,3").And.Some.EqualTo("Fails: failed 3 0/0 before / 1,2,3"));
        Assert.That(SuspendedProgram.Run(woven), Is.EqualTo(expected));
    }

    [Test]
    public void the_audit_explains_each_access_and_the_runtime_still_suspends_them()
    {
        Assert.That(SampleAudit.FindingsOf(plain, woven), Is.Empty);
        Assert.That(SuspendedIn(plain), Has.Member("Account.Store").And.Count.GreaterThan(20));
        Assert.That(SuspendedIn(woven), Is.EquivalentTo(SuspendedIn(plain)));
    }

    [Test]
    public void an_entry_is_where_the_method_is_called_and_not_where_it_goes_on()
    {
        var lines = SuspendedProgram.Run(Hooks.AtEntries(woven));

        Assert.That(Outcomes(lines), Is.EqualTo(expected));
        Assert.That(lines, Has.Member("hook: enter Account.Store 1").And.Member("hook: enter Account.AddressBesideAwait 1").And.Member("hook: enter Point.Later 1").And.Member("hook: enter Pair`1.Put 1"));
    }

    /// <summary>What it returns to its caller is a task, also to a hook; what the flag says goes with the body.</summary>
    [Test]
    public void an_exit_is_where_the_task_is_returned()
    {
        var lines = SuspendedProgram.Run(Hooks.AtExits(woven));

        Assert.That(Outcomes(lines), Is.EqualTo(expected));
        foreach (string method in new[] { "Account.Store", "Account.ResultOfAwait", "Account.Fails", "Account.Quick", "Point.Later", "Pair`1.Put" })
        {
            foreach (string hook in new[] { "enter", "return", "leave" })
                Assert.That(lines, Has.Member($"hook: {hook} {method} 1"));
        }
    }

    [Test]
    public void none_of_them_is_taken_for_a_part_of_a_state_machine()
    {
        var refused = Hooks.RefusalsOf(plain, HookRefusal.OfExit);
        Assert.That(SuspendedIn(plain).Where(refused.ContainsKey), Is.Empty);
    }

    static IEnumerable<string> Outcomes(string[] lines) => lines.Where(line => !line.StartsWith("hook: ", StringComparison.Ordinal));

    static IReadOnlyList<string> SuspendedIn(CompiledSample sample)
    {
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(sample, resolver);
        return [.. module.GetTypes().SelectMany(type => type.Methods).Where(method => (method.ImplAttributes & SuspendedProgram.Suspended) != 0).Select(Hooks.NameOf)];
    }
}
