using Microsoft.CodeAnalysis;
using Replicated.Tests.Takeover;

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
        public class Stored<T> { [Replicated] internal static int n; public static string Show() => $"{n}"; }
        public class Maker<T> { static Maker() { Stored<T>.n = 3; } public static void Touch() { } }
        public class Failing<T> { [Replicated] static int n; static Failing() { n = 1; throw new InvalidOperationException(); } public static void Touch() { } }
        public static class Run
        {
            public static void Bank() => global::Bank.Touch();
            public static string Cache() => Cache<int>.Show();
            public static void Quiet() => Quiet<int>.Touch();
            public static void Make() => Maker<int>.Touch();
            public static string Stored() => Stored<int>.Show();
            public static void Fail() { try { Failing<int>.Touch(); } catch (TypeInitializationException) { } }
        }
        """;

    /// <summary>The bank is in an assembly that is loaded while the program runs.</summary>
    static readonly string[] late =
    [
        "public static class Hooks { public static Action Commit = () => { }; }",
        "public class Bank { [Replicated] static int before = 1, after; static Bank() { Hooks.Commit(); after = 2; } public static string Show() => $\"{before} {after}\"; }",
        "public static class Run { public static string Bank() => global::Bank.Show(); public static void Hook(Action commit) => Hooks.Commit = commit; }",
    ];

    static readonly TimeSpan deadline = TimeSpan.FromSeconds(30);

    readonly List<byte[]?> frames = [];
    WovenProgram program = null!;

    [SetUp]
    public void Load()
    {
        program = WovenProgram.From(Source, optimization);
        frames.Clear();
    }

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
        var second = new WovenProgram(program.Samples);
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

    /// <summary>A type without an initialiser has nobody else to announce it.</summary>
    [Test]
    public void what_the_initialiser_of_a_generic_type_stores_to_another_is_in_the_next_commit()
    {
        var active = new ProgramState(program).Activate();
        program.Run("Run.Make");
        var second = new WovenProgram(program.Samples);
        new ProgramState(second).Apply(active.Capture());
        Assert.That(second.Run("Run.Stored"), Is.EqualTo("3"));
    }

    /// <summary>
    /// 1. A has its turn. 2. The assembly is loaded, B runs the initialiser, which commits, and waits for its turn. 3. A looks at what is new: it
    /// may not wait for B.
    /// </summary>
    [Test]
    public void a_capture_that_has_its_turn_leaves_what_an_initialiser_makes_to_the_commit_of_that()
    {
        var bank = WovenProgram.From(optimization, "<Replicated />", late);
        using var hasTurn = new ManualResetEventSlim();
        using var goesOn = new ManualResetEventSlim();
        var state = new ProgramState(bank).Activate();
        var commit = state.Line(
            () =>
            {
                hasTurn.Set();
                goesOn.Wait();
                frames.Add(state.CaptureInTurn());
                return 0;
            },
            deadline);
        bank.Run("Run.Hook", (Action)(() => commit()));

        var first = Task.Run(commit);
        hasTurn.Wait();
        var second = new Thread(() => bank.Run("Run.Bank")) { IsBackground = true };
        second.Start();
        TestNode.Await(() => second.ThreadState.HasFlag(ThreadState.WaitSleepJoin), "the initialiser waits for its turn");
        goesOn.Set();

        Assert.That((first.Wait(deadline), second.Join(deadline)), Is.EqualTo((true, true)), "neither waits for the other");
        commit();
        Assert.That(frames.Select(frame => frame != null), Is.EqualTo([false, true, true]));
        ApplyElsewhere(bank);
    }

    /// <summary>1. A runs the initialiser. 2. B commits: it may not wait for A while it has its turn. 3. A commits.</summary>
    [Test]
    public void a_commit_waits_for_an_initialiser_before_it_has_its_turn()
    {
        const int Commits = 300;
        var bank = WovenProgram.From(optimization, "<Replicated />", late);
        using var runs = new ManualResetEventSlim();
        using var calls = new ManualResetEventSlim();
        var state = new ProgramState(bank).Activate();
        var commit = state.Line(
            () =>
            {
                if (state.CaptureInTurn() is { } frame)
                    frames.Add(frame);
                return 0;
            },
            deadline);
        bank.Run("Run.Hook", (Action)(() =>
        {
            runs.Set();
            calls.Wait();
            // So often that the other one has its turn between them, if it can.
            for (int i = 0; i < Commits; i++)
            {
                commit();
                Thread.Yield();
            }
        }));

        var first = Task.Run(() => bank.Run("Run.Bank"));
        runs.Wait();
        var second = Task.Run(() =>
        {
            calls.Set();
            return commit();
        });

        Assert.That((first.Wait(deadline), second.Wait(deadline)), Is.EqualTo((true, true)), "neither waits for the other");
        commit();
        Assert.That(frames, Has.Count.EqualTo(2), "before the end of the initialiser, and after it");
        ApplyElsewhere(bank);
    }

    void ApplyElsewhere(WovenProgram active)
    {
        var second = new WovenProgram(active.Samples);
        var standby = new ProgramState(second);
        second.Run("Run.Bank");
        foreach (byte[]? frame in frames.Where(frame => frame != null))
            standby.Apply(frame);
        Assert.That(second.Run("Run.Bank"), Is.EqualTo("1 2"));
    }

    void Hook(Action commit) => program.Type("Hooks").GetField("Commit")!.SetValue(null, commit);
}
