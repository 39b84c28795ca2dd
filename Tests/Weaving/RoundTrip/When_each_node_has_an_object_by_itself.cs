using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>Trap X22: the program compares with <c>==</c> against an object that each node makes by itself, and its members change.</summary>
[NonParallelizable]
public class When_each_node_has_an_object_by_itself
{
    const string Source = """
        [Replicated] public class Account
        {
            public static readonly Account House = new(100);
            public static Account Second { get; } = new Special(5);
            static readonly Account alias = House;
            public decimal Balance;
            public Account Parent;
            [NotReplicated("of this node")] public readonly string Place = Run.Node;
            public Account(decimal balance) => Balance = balance;
        }
        public class Special(decimal balance) : Account(balance);
        public static class Tables
        {
            class Hidden { internal static readonly Account Third = new(7); }
            internal static Account Third => Hidden.Third;
        }
        public static class Run
        {
            public static string Node = "new";
            static List<Account> replicatedAccounts = [];
            public static void Begin() { replicatedAccounts.Add(Account.House); replicatedAccounts.Add(new Account(3) { Parent = Account.House }); replicatedAccounts.Add(Account.Second); replicatedAccounts.Add(Tables.Third); }
            public static void Pay() { Account.House.Balance -= 1; Account.Second.Balance += 1; if (replicatedAccounts.Count > 1) replicatedAccounts[1].Parent.Parent = Account.Second; Tables.Third.Balance = 70; }
            public static void Clear() => replicatedAccounts.Clear();
            public static void Add() => replicatedAccounts.Add(Account.House);
            public static void Remove() => replicatedAccounts.RemoveAll(account => account == Account.House);
            public static string Show() => string.Join(' ', replicatedAccounts.ConvertAll(account =>
                (account == Account.House ? "house" : account == Account.Second ? "second" : account == Tables.Third ? "third" : "other")
                + account.Balance + (account.Parent == null ? "" : account.Parent == Account.House ? " of house" : account.Parent == Account.Second ? " of second" : " of another")));
            public static string Same() => $"{Account.House.Place} {Account.House.Balance}";
        }
        """;

    [Test]
    public void it_stays_the_nodes_own_and_gets_what_the_active_has_in_it()
    {
        var active = WovenProgram.From(Source);
        var standby = WovenProgram.From(Source);
        active.Type("Run").GetField("Node")!.SetValue(null, "active");
        standby.Type("Run").GetField("Node")!.SetValue(null, "standby");
        active.Run("Run.Begin");
        var state = new ProgramState(active).Activate();
        var follower = new ProgramState(standby);
        follower.Apply(state.Capture());
        Assert.That(standby.Run("Run.Show"), Is.EqualTo("house100 other3 of house second5 third7"));

        active.Run("Run.Pay");
        follower.Apply(state.Capture());
        Assert.That(standby.Run("Run.Show"), Is.EqualTo("house99 of second other3 of house second6 third70").And.EqualTo(active.Run("Run.Show")));
        Assert.That(standby.Run("Run.Same"), Is.EqualTo("standby 99"), "what is not replicated is the node's own");
    }

    /// <summary>What is stored before replication starts is as much state as what is stored later.</summary>
    [Test]
    public void changes_before_the_start_arrive_too_and_each_node_that_takes_over_goes_on()
    {
        var active = WovenProgram.From(Source);
        var standby = WovenProgram.From(Source);
        var last = WovenProgram.From(Source);
        active.Run("Run.Begin");
        active.Run("Run.Pay");
        var state = new ProgramState(active).Activate();
        var follower = new ProgramState(standby);
        follower.Apply(state.Capture());
        Assert.That(standby.Run("Run.Show"), Is.EqualTo(active.Run("Run.Show")));

        follower.Activate(2);
        standby.Run("Run.Pay");
        Assert.That(follower.Capture(), Is.Not.Null);
        standby.Run("Run.Remove");
        var late = new ProgramState(last);
        follower.Capture();
        late.Replace(follower);
        Assert.That(last.Run("Run.Show"), Is.EqualTo("other3 of house second7 third70"));
        Assert.That(last.Run("Run.Same"), Is.EqualTo("new 98"));
    }

    /// <summary>It comes back under another id, in the frame that takes the old one away.</summary>
    [Test]
    public void it_may_leave_the_state_and_come_back()
    {
        var active = WovenProgram.From(Source);
        var standby = WovenProgram.From(Source);
        active.Run("Run.Begin");
        var state = new ProgramState(active).Activate();
        var follower = new ProgramState(standby);
        follower.Apply(state.Capture());
        active.Run("Run.Clear");
        follower.Apply(state.Capture());
        state.Collect(follower);
        active.Run("Run.Add");
        follower.Apply(state.Capture());
        active.Run("Run.Pay");
        follower.Apply(state.Capture());
        Assert.That(standby.Run("Run.Show"), Is.EqualTo("house99").And.EqualTo(active.Run("Run.Show")));
    }

    [Test]
    public void one_of_a_class_derived_from_a_collection_is_emptied_and_filled_and_may_come_back()
    {
        const string source = """
            [Replicated] public class Names : List<string> { public static readonly Names All = new() { "own" }; public int Number; }
            [Replicated] public class Prices : SortedDictionary<string, int> { public static readonly Prices Usual = new() { ["own"] = 1 }; public Prices() : base(StringComparer.Ordinal) { } }
            [Replicated] public class Shown : System.Collections.ObjectModel.Collection<int> { public static readonly Shown First = new() { 1, 2 }; }
            public static class Run
            {
                static List<object> replicatedUsed = [];
                public static void Begin() { replicatedUsed.Add(Names.All); replicatedUsed.Add(Prices.Usual); replicatedUsed.Add(Shown.First); }
                public static void Change() { Names.All.Add("more"); Names.All.Number++; Prices.Usual.Remove("own"); Prices.Usual["more"] = 2; Shown.First.RemoveAt(0); Shown.First.Add(3); }
                public static void Clear() => replicatedUsed.Clear();
                public static string Same() => $"{replicatedUsed[0] == Names.All} {replicatedUsed[1] == Prices.Usual} {replicatedUsed[2] == Shown.First}";
                public static string Show() => $"{string.Join(",", Names.All)} {Names.All.Number} {string.Join(",", Prices.Usual)} {string.Join(",", Shown.First)}";
            }
            """;
        var (active, standby) = (WovenProgram.From(source), WovenProgram.From(source));
        var (state, follower) = (new ProgramState(active).Activate(), new ProgramState(standby));
        foreach (string step in (string[])["Begin", "Change", "Clear", "Begin", "Change"])
        {
            active.Run("Run." + step);
            follower.Apply(state.Capture());
            if (step == "Clear")
                state.Collect(follower);
            else
                Assert.That((standby.Run("Run.Show"), standby.Run("Run.Same")), Is.EqualTo((active.Run("Run.Show"), "True True True")), step);
        }
        follower.Activate(2);
        Assert.That(follower.Capture(), Is.Null);
        standby.Run("Run.Change");
        var last = WovenProgram.From(source);
        follower.Capture();
        new ProgramState(last).Replace(follower);
        Assert.That((last.Run("Run.Show"), last.Run("Run.Same")), Is.EqualTo((standby.Run("Run.Show"), "True True True")));
    }

    /// <summary>The ids that it had before are taken away by a later frame, for others come first.</summary>
    [Test]
    public void one_of_a_class_derived_from_a_collection_that_came_back_is_taken_over_before_its_old_ids_are_gone()
    {
        const string source = """
            [Replicated] public class Names : List<string> { public static readonly Names All = new(); }
            public static class Run
            {
                static List<object> replicatedUsed = [];
                public static void Many() { for (int i = 0; i < 20_000; i++) replicatedUsed.Add(new object()); }
                public static void Begin() => replicatedUsed.Add(Names.All);
                public static void Add() => Names.All.Add("more");
                public static void Clear() => replicatedUsed.Clear();
                public static string Show() => string.Join(",", Names.All) + (replicatedUsed[0] == Names.All);
            }
            """;
        var (active, standby) = (WovenProgram.From(source), WovenProgram.From(source));
        var (state, follower) = (new ProgramState(active).Activate(), new ProgramState(standby));
        active.Run("Run.Many");
        follower.Apply(state.Capture());
        active.Run("Run.Begin");
        follower.Apply(state.Capture());
        active.Run("Run.Clear");
        follower.Apply(state.Capture());
        state.Collect(follower);
        active.Run("Run.Begin");
        active.Run("Run.Add");
        follower.Apply(state.Capture());
        follower.Activate(2);
        standby.Run("Run.Add");
        follower.Capture();
        var last = WovenProgram.From(source);
        new ProgramState(last).Replace(follower);
        Assert.That((standby.Run("Run.Show"), last.Run("Run.Show")), Is.EqualTo(("more,moreTrue", "more,moreTrue")));
    }

    /// <summary>Its comparer is one object here and another one that the active has.</summary>
    [Test]
    public void one_of_a_class_derived_from_a_collection_whose_comparer_each_node_makes_anew_is_refused_and_named()
    {
        const string source = """
            [Replicated] public class ByLength : IComparer<string> { public static readonly ByLength Only = new(); public int Sign = 1; public int Compare(string x, string y) => Sign * x.Length.CompareTo(y.Length); }
            [Replicated] public class Names : SortedSet<string> { public static readonly Names All = new(COMPARER); public Names(ByLength comparer) : base(comparer) { } }
            public static class Run
            {
                [Replicated] static Names used;
                public static void Make() { used = Names.All; used.Add("bb"); used.Add("a"); }
                public static string Show() => string.Join(",", used) + (used == Names.All);
            }
            """;
        string known = source.Replace("COMPARER", "ByLength.Only", StringComparison.Ordinal);
        var (active, standby) = (WovenProgram.From(known), WovenProgram.From(known));
        var (state, follower) = (new ProgramState(active).Activate(), new ProgramState(standby));
        active.Run("Run.Make");
        follower.Apply(state.Capture());
        Assert.That(standby.Run("Run.Show"), Is.EqualTo("a,bbTrue"), "the comparer is known, too");

        string anew = source.Replace("COMPARER", "new()", StringComparison.Ordinal);
        active = WovenProgram.From(anew);
        state = new ProgramState(active).Activate();
        active.Run("Run.Make");
        byte[]? frame = state.Capture();
        Assert.That(() => new ProgramState(WovenProgram.From(anew)).Apply(frame), Throws.Exception.With.Message.Contains("Names.All compares its items in another way here than on the active: give it a comparer that each node has by itself"));
    }

    /// <summary>The bank is in an assembly that is loaded while the program runs; its initialiser finds no member set when it commits first.</summary>
    [TestCase("")]
    [TestCase("Hooks.Commit();")]
    public void one_whose_initialiser_commits_before_it_is_set_is_known_from_then_on(string end)
    {
        var frames = CommitsOf("accounts.Add(new()); Hooks.Commit(); House = new() { Balance = 3 }; accounts.Add(House);" + end, out var active);
        active.Run("Run.Commit");
        var standby = new WovenProgram(active.Samples);
        standby.Run("Run.Show");
        var follower = new ProgramState(standby);
        frames.ForEach(follower.Apply);
        Assert.That(standby.Run("Run.Show"), Is.EqualTo("other0 house3").And.EqualTo(active.Run("Run.Show")));
    }

    /// <summary>The standby has it already, as another object than its own.</summary>
    [Test]
    public void one_that_is_sent_before_it_is_set_makes_each_commit_from_then_on_fail()
    {
        var frames = CommitsOf("Account house = new(); accounts.Add(house); Hooks.Commit(); House = house; try { Hooks.Commit(); } catch (ReplicationException e) { Hooks.Last = e.Message; }", out var active);
        Assert.That(frames, Has.Count.EqualTo(1));
        Assert.That(active.Run("Run.Failure"), Does.Contain("the object Bank.House was sent before its type initialiser set the member"));
        Assert.That(() => active.Run("Run.Commit"), Throws.Exception.With.Message.EqualTo(active.Run("Run.Failure")));
    }

    /// <summary>Its initialiser runs on the standby too, and finds the standby's object there.</summary>
    [Test]
    public void a_member_may_be_set_to_an_object_that_was_sent_long_ago()
    {
        var frames = CommitsOf("accounts.Add(new()); Hooks.Commit();", out var active);
        active.Run("Run.Later");
        active.Run("Run.Commit");
        Assert.That(frames, Has.Count.EqualTo(2));
    }

    [Test]
    public void nodes_that_make_it_in_another_way_do_not_work_together()
    {
        var one = WovenProgram.From(Source);
        var same = WovenProgram.From(Source);
        var other = WovenProgram.From(Source.Replace("House = new(100)", "House = new Special(100)", StringComparison.Ordinal).Replace("new Special(5)", "new Special(6)", StringComparison.Ordinal));
        string[] known = [.. Known(one)];
        Assert.That(known.Select(text => text[..text.IndexOf(':', StringComparison.Ordinal)]), Is.EquivalentTo(["the object Account.House", "the object Account.Second", "the object Account.alias", "the object Tables+Hidden.Third"]));
        Assert.That(Known(same), Is.EqualTo(known));
        Assert.That(Known(other).Except(known).Select(text => text[..text.LastIndexOf(' ')]), Is.EquivalentTo(
            ["the object Account.House: Special", "the object Account.Second: Special", "the object Account.alias: Special"]));
    }

    [Test]
    public void a_node_without_it_refuses_the_frame()
    {
        var active = WovenProgram.From(Source);
        var standby = WovenProgram.From(Source.Replace("public static readonly Account House", "public static Account House", StringComparison.Ordinal));
        active.Run("Run.Begin");
        var state = new ProgramState(active).Activate();
        Assert.That(() => new ProgramState(standby).Apply(state.Capture()), Throws.Exception.With.Message.Contains("this build has no object Account.House"));
    }

    [Test]
    public void one_of_a_generic_class_is_known_where_a_plain_type_holds_it()
    {
        const string source = """
            [Replicated] public class Page<T> { public T Value; public Page<T> Next; }
            public static class Run
            {
                static readonly Page<int> last = new();
                static Page<int> replicatedFirst;
                public static void Make() { last.Value = 3; replicatedFirst = new() { Next = last }; }
                public static string Show() => $"{replicatedFirst.Next == last} {last.Value}";
            }
            """;
        var (active, standby) = (WovenProgram.From(source), WovenProgram.From(source));
        var state = new ProgramState(active).Activate();
        active.Run("Run.Make");
        new ProgramState(standby).Apply(state.Capture());
        Assert.That(standby.Run("Run.Show"), Is.EqualTo("True 3"));
    }

    [Test]
    public void what_is_left_out_and_what_a_generic_type_holds_is_not_known()
    {
        var program = WovenProgram.From("""
            [Replicated] public class Account { public int Balance; }
            public class Cache<T> { public static readonly Account Of = new(); }
            public static class Run
            {
                [NotReplicated("of this node")] static readonly Account own = new();
                static readonly Account[] many = [new()];
                static Account writable = new();
                static Account replicatedAccount = Cache<int>.Of;
                public static object Use() => (own, many, writable, replicatedAccount);
            }
            """);
        Assert.That(Known(program), Is.Empty);
    }

    [Test]
    public void an_initialiser_that_fails_is_named_at_the_start()
    {
        var program = WovenProgram.From("""
            [Replicated] public class Account { public int Balance; }
            public static class Run
            {
                public static readonly Account House = Make();
                static Account Make() => throw new InvalidOperationException("Main first");
            }
            """);
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(program.Assembly.ManifestModule.ModuleHandle);
        object failures = program.RuntimeType("Woven.Registry").GetMethod("RunRootInitialisers", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, null)!;
        Assert.That(((System.Collections.IEnumerable)failures).Cast<(Type, Exception)>().Select(failure => $"{failure.Item1.Name}: {failure.Item2.Message}"), Is.EqualTo(["Run: Main first"]));
    }

    /// <summary>Runs a program whose bank has this initialiser; each commit adds the frame that it makes.</summary>
    static List<byte[]> CommitsOf(string initialiser, out WovenProgram program)
    {
        var loaded = WovenProgram.From(
            OptimizationLevel.Release,
            "<Replicated />",
            "public static class Hooks { public static Action Commit = () => { }; public static string Last; }",
            $$"""
            [Replicated] public class Account { public int Balance; }
            public static class Bank
            {
                public static readonly Account House;
                [Replicated] static List<Account> accounts = [];
                static Bank() { {{initialiser}} }
                public static Account First => accounts[0];
                public static string Show() => string.Join(' ', accounts.ConvertAll(account => (account == House ? "house" : "other") + account.Balance));
            }
            """,
            "public static class Later { public static readonly Account First = Bank.First; public static void Change() => First.Balance = 4; }",
            "public static class Run { public static void Later() => global::Later.Change(); public static void Hook(Action commit) => Hooks.Commit = commit; public static void Commit() => Hooks.Commit(); public static string Show() => Bank.Show(); public static string Failure() => Hooks.Last; }");
        program = loaded;
        var frames = new List<byte[]>();
        var state = new ProgramState(loaded).Activate();
        loaded.Run("Run.Hook", (Action)(() =>
        {
            if (state.Capture() is { } frame)
                frames.Add(frame);
        }));
        loaded.Run("Run.Show");
        return frames;
    }

    static IEnumerable<string> Known(WovenProgram program) => new ProgramState(program).Shapes.Where(shape => shape.StartsWith("the object ", StringComparison.Ordinal));
}
