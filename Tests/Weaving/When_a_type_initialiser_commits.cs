using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

/// <summary>Row 19: what an initialiser calls may commit, and so may another thread; what it stores afterwards is a change like any other.</summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public sealed class When_a_type_initialiser_commits(OptimizationLevel optimization)
{
    const string Source = """
        public static class Hooks { public static Action Commit = () => { }; }
        public class Bank
        {
            [Replicated] static int before = 1; [Replicated] static volatile int after; [Replicated] static string text; [Replicated] static int never;
            static Bank() { Hooks.Commit(); after = 2; text = "late"; }
            public static void Touch() { }
        }
        public class Cache<T>
        {
            [Replicated] static int first, second, third;
            static Cache() { Set(1); Hooks.Commit(); second = 2; Hooks.Commit(); third = 3; }
            static void Set(int value) => first = value;
            public static string Show() => $"{first} {second} {third}";
        }
        public class Quiet<T> { [Replicated] static int n; static Quiet() { n = 1; Hooks.Commit(); n = 2; } public static void Touch() { } }
        public class Failing<T> { [Replicated] static int n; static Failing() { n = 1; throw new InvalidOperationException(); } public static void Touch() { } }
        public static class Run
        {
            public static void Bank() => global::Bank.Touch();
            public static string Cache() => Cache<int>.Show();
            public static void Quiet() => Quiet<int>.Touch();
            public static void Fail() { try { Failing<int>.Touch(); } catch (TypeInitializationException) { } }
        }
        """;

    readonly List<byte[]?> frames = [];
    WovenProgram program = null!;

    [SetUp]
    public void Load()
    {
        program = WovenProgram.From(Source, optimization);
        frames.Clear();
    }

    [TearDown]
    public void Unload() => program.Dispose();

    [Test]
    public void what_it_stores_afterwards_is_marked()
    {
        object statics = program.Statics("Bank");
        Hook(() => program.Arm(statics));
        program.Run("Run.Bank");
        Assert.That(program.Marked(statics), Is.EquivalentTo(["after", "text"]));
    }

    [Test]
    public void each_commit_has_what_a_generic_type_stored_before_it()
    {
        var active = new ProgramState(program).Activate();
        frames.Add(active.Capture());
        Hook(() => frames.Add(active.Capture()));
        string shown = (string)program.Run("Run.Cache")!;
        frames.Add(active.Capture());
        using var second = new WovenProgram(program.Samples);
        var standby = new ProgramState(second);
        foreach (byte[]? frame in frames)
            standby.Apply(frame);
        Assert.That(second.Run("Run.Cache"), Is.EqualTo(shown).And.EqualTo("1 2 3"));
        Assert.That(frames, Has.Count.EqualTo(4).And.All.Not.Null);
    }

    /// <summary>No capture sees it half done, nor fails with it.</summary>
    [TestCase("Run.Quiet", true)]
    [TestCase("Run.Fail", false)]
    public void a_generic_type_is_announced_at_the_end_of_its_initialiser(string method, bool announced)
    {
        var active = new ProgramState(program).Activate();
        active.Capture();
        Hook(() => frames.Add(active.Capture()));
        program.Run(method);
        Assert.That(frames, Has.All.Null);
        Assert.That(active.Capture() != null, Is.EqualTo(announced));
    }

    void Hook(Action commit) => program.Type("Hooks").GetField("Commit")!.SetValue(null, commit);
}
