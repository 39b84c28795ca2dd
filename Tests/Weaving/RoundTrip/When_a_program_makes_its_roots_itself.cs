using Replicated.Tests.Evolve;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>What the initialisers of a standby put into replicated statics is filled in place: references taken before the first frame stay good.</summary>
[NonParallelizable]
public class When_a_program_makes_its_roots_itself : RolloutTest
{
    const string Source = """
        [Replicated] public class Account { public int Balance; public List<int> Log = new(); [NotReplicated("of this node")] public string Place = Run.Node; }
        public static class Bank
        {
            [Replicated] public static Account Root = new() { Balance = 5 };
            [Replicated] public static Account Second;
            [Replicated] public static Dictionary<string, int> Prices { get; private set; } = new() { ["own"] = 1 };
            [Replicated] public static int[] Table = { 1, 2, 3 };
            [Replicated] public static IList<int> Numbers = new List<int> { 1 };
            [Replicated] public static SortedSet<string> Names = new(StringComparer.Ordinal) { "own" };
            [Replicated] public static object Gate = new();
            [Replicated] public static (Account, int) Pair = (new Account(), 1);
            static Bank() => Second = new Account { Balance = 7 };
        }
        public static class Run
        {
            public static string Node = "new";
            static object[] before;
            public static void Take() => before = new object[] { Bank.Root, Bank.Second, Bank.Prices, Bank.Table, Bank.Numbers, Bank.Names, Bank.Gate };
            static readonly object[] spare = new object[1];
            public static void Work() { Bank.Root.Balance = 50; Bank.Root.Log.Add(3); Bank.Second.Balance++; Bank.Prices.Remove("own"); Bank.Prices["active"] = 2; Bank.Table[1] = 20; Bank.Numbers.Add(9); Bank.Names.Add("b"); }
            public static void Replace() { spare[0] = Bank.Root; Bank.Root = new Account { Balance = 90 }; Bank.Prices.Clear(); }
            public static void Back() { Bank.Root = (Account)spare[0]; }
            public static void Move() { (Bank.Root, Bank.Second) = (Bank.Second, Bank.Root); }
            public static void Shorten() => Bank.Table = new int[2];
            public static string Same() { object[] now = { Bank.Root, Bank.Second, Bank.Prices, Bank.Table, Bank.Numbers, Bank.Names, Bank.Gate }; string text = ""; for (int i = 0; i < now.Length; i++) text += ReferenceEquals(now[i], before[i]) ? "=" : "x"; return text; }
            public static string Show() => $"{Bank.Root.Balance} {string.Join("+", Bank.Root.Log)} {Bank.Second.Balance} {string.Join(",", Bank.Prices)} {string.Join(",", Bank.Table)} {string.Join(",", Bank.Numbers)} {string.Join(",", Bank.Names)}";
            public static string Place() => Bank.Root.Place;
            public static void ThroughAlias() { ((Account)before[0]).Balance = -1; ((Dictionary<string, int>)before[2])["late"] = 3; }
        }
        """;

    [TestCase(false)]
    [TestCase(true)]
    public void its_own_instances_stay_and_have_what_is_on_the_active(bool bySnapshot)
    {
        var (active, standby) = Start();
        active.Run("Run.Work");
        if (bySnapshot)
        {
            rollout.Commit();
            standby.Replace(active.Snapshot());
            standby.Replace(active.Snapshot());
        }
        else
            rollout.Commit(standby);
        Assert.That((standby.Run("Run.Show"), standby.Run("Run.Same")), Is.EqualTo(("50 3 8 [active, 2] 1,20,3 1,9 b,own", "=======")));
        Assert.That(standby.Run("Run.Place"), Is.EqualTo("new"), "what is not replicated is as the initialiser of this node made it");
    }

    [Test]
    public void what_the_active_has_put_there_since_is_another_object_here_too()
    {
        var (active, standby) = Start();
        rollout.Commit(standby);
        active.Run("Run.Replace");
        rollout.Commit(standby);
        Assert.That((standby.Run("Run.Show"), standby.Run("Run.Same")), Is.EqualTo(("90  7  1,2,3 1 own", "x======")).And.EqualTo((active.Run("Run.Show"), active.Run("Run.Same"))));
        active.Run("Run.Back");
        active.Run("Run.Move");
        rollout.Commit(standby);
        Assert.That(standby.Run("Run.Show"), Is.EqualTo(active.Run("Run.Show")));
        Assert.That(rollout.Follow(Source).Run("Run.Show"), Is.EqualTo(active.Run("Run.Show")));
    }

    [Test]
    public void one_that_the_active_replaced_before_the_first_frame_is_not_filled()
    {
        var (active, standby) = Start();
        active.Run("Run.Replace");
        rollout.Commit(standby);
        Assert.That((standby.Run("Run.Show"), standby.Run("Run.Same")), Is.EqualTo(("90  7  1,2,3 1 own", "x======")));
        active.Run("Run.Back");
        rollout.Commit(standby);
        Assert.That((standby.Run("Run.Show"), standby.Run("Run.Same")), Is.EqualTo(("5  7  1,2,3 1 own", "=======")), "it is filled when it comes");
    }

    [Test]
    public void after_a_takeover_a_change_through_such_a_reference_is_committed_and_the_next_standby_has_its_own_again()
    {
        var (_, standby) = Start();
        rollout.Commit(standby);
        rollout.TakeOver(standby);
        standby.Run("Run.ThroughAlias");
        var next = Follower(Source);
        rollout.Commit(next);
        var late = Follower(Source);
        foreach (var follower in new[] { next, late })
            Assert.That((follower.Run("Run.Show"), follower.Run("Run.Same")), Is.EqualTo(("-1  7 [own, 1],[late, 3] 1,2,3 1 own", "=======")));
    }

    [Test]
    public void where_the_own_one_is_of_another_kind_a_new_one_is_made()
    {
        var (active, _) = Start();
        var other = Follower(Source.Replace("Table = { 1, 2, 3 }", "Table = { 1, 2 }", StringComparison.Ordinal).Replace("IList<int> Numbers = new List<int> { 1 }", "IList<int> Numbers = new int[1]", StringComparison.Ordinal)
            .Replace("Names = new(StringComparer.Ordinal)", "Names = new(StringComparer.OrdinalIgnoreCase)", StringComparison.Ordinal));
        Assert.That((other.Run("Run.Show"), other.Run("Run.Same")), Is.EqualTo((active.Run("Run.Show"), "===xxx=")));
    }

    /// <summary>An active, and a standby in which references are taken before the first frame.</summary>
    (RolloutNode Active, RolloutNode Standby) Start()
    {
        var active = rollout.Lead(Source);
        var standby = rollout.Start(Source);
        foreach (var node in new[] { active, standby })
            node.Run("Run.Take");
        return (active, standby);
    }

    RolloutNode Follower(string source)
    {
        var node = rollout.Start(source);
        node.Run("Run.Take");
        rollout.Commit();
        node.Replace(rollout.Active.Snapshot());
        return node;
    }
}
