using Microsoft.CodeAnalysis;
using Replicated.Fody.Entries;

namespace Replicated.Tests.Weaving.Entries;

/// <summary>What went wrong in weavers that put code around methods; each must not happen here, in the code of both configurations.</summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_methods_are_hooked(OptimizationLevel optimization)
{
    CompiledSample plain = null!;
    CompiledSample entries = null!;
    CompiledSample exits = null!;

    [OneTimeSetUp]
    public void Compile()
    {
        plain = SampleCompiler.Compile(Traps.Source + Hooks.Counters.Replace("namespace Hooks;", "namespace Hooks {", StringComparison.Ordinal) + "}", optimization);
        entries = Hooks.AtEntries(plain);
        exits = Hooks.AtExits(plain);
    }

    [Test]
    public void the_program_behaves_as_without_hooks()
    {
        string expected = Run(plain);
        Assert.That(expected.Split('\n'), Has.Length.GreaterThan(20));
        Assert.That(Run(entries), Is.EqualTo(expected));
        Assert.That(Run(exits), Is.EqualTo(expected));
        Assert.That(Run(Hooks.AtEntries(exits)), Is.EqualTo(expected), "both at once");
    }

    [Test]
    public void both_kinds_of_hooks_count_the_same_entries()
    {
        var atEntries = CountsOf(entries);
        var atExits = CountsOf(exits);
        // When a finaliser runs is for the garbage collector to say.
        foreach (string entered in atExits.Keys.Where(key => key.StartsWith("enter ", StringComparison.Ordinal) && !key.EndsWith(".Finalize", StringComparison.Ordinal)))
        {
            Assert.That(atEntries.GetValueOrDefault(entered), Is.EqualTo(atExits[entered]), entered);
            Assert.That(atExits["leave" + entered[5..]], Is.EqualTo(atExits[entered]), entered);
        }
        Assert.That(atExits, Has.Count.GreaterThan(120));
    }

    [Test]
    public void a_loop_back_to_the_first_statement_does_not_come_by_the_hook_again()
    {
        var program = new HookedProgram(entries);
        program.Call("Loops", "LoopToStart", 5);
        Assert.That(program.Of("Loops.LoopToStart").Entered, Is.EqualTo(1));
    }

    [Test]
    public void a_try_block_at_the_first_statement_does_not_guard_the_hook()
    {
        foreach (var sample in new[] { entries, exits })
        {
            var program = new HookedProgram(sample) { Refuses = "enter Loops.TryAtStart" };
            Assert.That(program.Call("Loops", "TryAtStart", 0), Is.EqualTo("OperationCanceledException"));
        }
    }

    [Test]
    public void an_object_is_entered_once_and_after_its_base_class_was_constructed()
    {
        var program = new HookedProgram(entries) { Refuses = "enter Arguments..ctor" };
        Assert.That(() => program.Program.New("Arguments"), Throws.InnerException.TypeOf<OperationCanceledException>());
        Assert.That(program.Of("Base..ctor").Entered, Is.EqualTo(1));
        program.Refuses = null;
        program.Program.New("Arguments");
        Assert.That(program.Of("Arguments..ctor").Entered, Is.EqualTo(2), "once for each object, though one constructor calls another");
    }

    [Test]
    public void async_methods_and_iterators_are_entered_when_they_are_called()
    {
        foreach (var sample in new[] { entries, exits })
        {
            var program = new HookedProgram(sample);
            Assert.That(program.Call("Later", "Sum", 5), Does.Contain("Task"));
            program.Call("Later", "Count", 5);
            Assert.That(program.Of("Later.Sum").Entered, Is.EqualTo(1));
            Assert.That(program.Of("Later.Count").Entered, Is.EqualTo(1), "though nobody has iterated");
            Assert.That(program.Counts.Keys.Where(key => key.Contains("MoveNext", StringComparison.Ordinal)), Is.Empty);
        }
    }

    [TestCase("OnlyThrows", "InvalidOperationException")]
    [TestCase("get_OnlyThrowsNumber", "InvalidOperationException")]
    public void a_method_that_only_throws_is_left_and_does_not_return(string method, string outcome)
    {
        var program = new HookedProgram(exits);
        Assert.That(program.Call("Loops", method), Is.EqualTo(outcome));
        Assert.That(program.Of("Loops." + method), Is.EqualTo((1, 0, 1)));
    }

    [Test]
    public void a_method_that_runs_for_ever_is_left_by_an_exception()
    {
        var program = new HookedProgram(exits);
        int calls = 0;
        Action endsAtFour = () => _ = ++calls < 4 ? 0 : throw new TimeoutException();
        Assert.That(program.Call("Loops", "ForEver", endsAtFour), Is.EqualTo("TimeoutException"));
        Assert.That(program.Of("Loops.ForEver"), Is.EqualTo((1, 0, 1)));
    }

    [TestCase("EndsInIf", 1, "more")]
    [TestCase("EndsInIf", -1, "less")]
    [TestCase("EndsInTry", 1, "4")]
    [TestCase("Switch", 4, "e")]
    public void a_method_returns_once_wherever_it_ends(string method, int argument, string result)
    {
        var program = new HookedProgram(exits);
        Assert.That(program.Call("Loops", method, argument), Is.EqualTo(result));
        Assert.That(program.Of("Loops." + method), Is.EqualTo((1, 1, 1)));
    }

    [Test]
    public void a_hook_that_throws_at_the_return_is_not_taken_for_the_method()
    {
        var program = new HookedProgram(exits) { Refuses = "return Loops.TryAtStart" };
        Assert.That(program.Call("Loops", "TryAtStart", 5), Is.EqualTo("OperationCanceledException"));
        Assert.That(program.Of("Loops.TryAtStart"), Is.EqualTo((1, 1, 1)));
    }

    [Test]
    public void what_cannot_be_hooked_is_refused_with_the_reason()
    {
        var atEntry = Hooks.RefusalsOf(plain, HookRefusal.OfEntry);
        Assert.That(atEntry["INamed.Name"], Does.Contain("no body"));
        Assert.That(atEntry.Where(refused => refused.Value.Contains("async method or iterator", StringComparison.Ordinal)).Select(refused => refused.Key.Split('.')[^1]), Does.Contain("MoveNext"));
        Assert.That(atEntry.Keys, Has.None.EqualTo("Arguments.Reference"), "an entry does not see what is returned");

        var atExit = Hooks.RefusalsOf(plain, HookRefusal.OfExit);
        Assert.That(atExit["Arguments.Reference"], Does.Contain("returns an address"));
        Assert.That(atExit["Arguments..ctor"], Does.Contain("readonly"));
        Assert.That(atExit["Arguments..cctor"], Does.Contain("readonly"));
        Assert.That(Hooks.RefusalsOf(exits, HookRefusal.OfExit)["Loops.Switch"], Does.Contain("moved already"));
    }

    [Test]
    public void attributes_and_parameters_stay_where_callers_see_them()
    {
        var program = new HookedProgram(exits);
        var type = program.Program.Type("Arguments");
        Assert.That(type.GetMethod("RefOutIn")!.GetParameters()[^1].IsDefined(typeof(ParamArrayAttribute), false), Is.True);
        Assert.That(type.GetMethod("Locked")!.MethodImplementationFlags, Is.EqualTo(System.Reflection.MethodImplAttributes.Synchronized));
        Assert.That(program.Program.Type("Later").GetMethod("Sum")!.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute), false), Is.True);
        Assert.That(type.GetInterfaceMap(program.Program.Type("INamed")).TargetMethods.Select(method => method.Name), Does.Contain("INamed.Name"));
    }

    static string Run(CompiledSample sample)
    {
        var program = new HookedProgram(sample);
        return (string)program.Program.Run("Program.Run")!;
    }

    static Dictionary<string, int> CountsOf(CompiledSample sample)
    {
        var program = new HookedProgram(sample);
        program.Program.Run("Program.Run");
        return program.Counts;
    }
}
