namespace Replicated.Tests.Evolve;

/// <summary>Numbers, enums and nullables with more room in the new build than in the old one, which says that it may be followed.</summary>
public class When_numbers_have_more_room : RolloutTest
{
    const string Old = """
        public enum Kind : byte { None, Some = 200 }
        [Replicated] public struct Place { public short X; }
        [Replicated] public class Numbers { public int I = -3; public byte B = 200; public short S = -5; public float F = 1.5f; public char C = 'x'; public Kind K = Kind.Some; public int Maybe = 6; public int? Null = 7; public uint U = 4000000000; public Place At = new Place { X = -9 }; public float N = float.NaN; }
        public static class Run
        {
            [Replicated] static Numbers numbers;
            public static void Open() => numbers = new();
            public static void Set(int value) { numbers.I = value; numbers.S = (short)value; numbers.Maybe = value; }
            public static string Show() => FormattableString.Invariant($"{numbers.I} {numbers.B} {numbers.S} {numbers.F} {(int)numbers.C} {(int)numbers.K} {numbers.Maybe} {numbers.Null} {numbers.U} {numbers.At.X} {numbers.N}");
        }
        """;

    const string Declared = "[Replicated(Narrowing = true)] ";

    /// <param name="say">What each member says of narrowing.</param>
    static string New(string say) => $$"""
        public enum Kind : long { None, Some = 200, Huge = 1L << 40 }
        [Replicated] public struct Place { public int X; }
        [Replicated] public class Numbers { {{say}}public long I = -3; {{say}}public int B = 200; {{say}}public long S = -5; {{say}}public double F = 1.5; {{say}}public int C = 'x'; {{say}}public Kind K = Kind.Some; {{say}}public int? Maybe = 6; {{say}}public long? Null = 7; {{say}}public long U = 4000000000; public Place At = new Place { X = -9 }; {{say}}public double N = double.NaN; }
        public static class Run
        {
            [Replicated] static Numbers numbers;
            public static void Open() => numbers = new();
            public static void Set(int value) { numbers.I = value; numbers.S = (short)value; numbers.Maybe = value; }
            public static void Large() { numbers.I = 1L << 40; numbers.Maybe = null; }
            public static void Small() { numbers.I = 4; numbers.Maybe = 5; }
            public static string Show() => FormattableString.Invariant($"{numbers.I} {numbers.B} {numbers.S} {numbers.F} {(int)numbers.C} {(int)numbers.K} {numbers.Maybe} {numbers.Null} {numbers.U} {numbers.At.X} {numbers.N}");
        }
        """;

    const string First = "-3 200 -5 1.5 120 200 6 7 4000000000 -9 NaN";

    const string Second = "11 200 11 1.5 120 200 11 7 4000000000 -9 NaN";

    /// <summary>The struct is as before: a value in a struct has no place of its own to say of that it is too large.</summary>
    static readonly string Declaring = New(Declared).Replace("struct Place { public int X; }", "struct Place { public short X; }", StringComparison.Ordinal);

    [Test]
    public void the_new_one_follows_and_takes_over()
    {
        var old = rollout.Lead(Old);
        old.Run("Run.Open");
        rollout.Commit();
        var next = rollout.Follow(New(""));
        Assert.That(next.Run("Run.Show"), Is.EqualTo(First));
        old.Run("Run.Set", 11);
        rollout.Commit(next);
        Assert.That(next.Run("Run.Show"), Is.EqualTo(Second));

        var third = rollout.Follow(New(""));
        rollout.TakeOver(next);
        next.Run("Run.Large");
        rollout.Commit(third);
        foreach (var node in new[] { third, rollout.Follow(New("")) })
            Assert.That(node.Run("Run.Show"), Is.EqualTo("1099511627776 200 11 1.5 120 200  7 4000000000 -9 NaN"));
    }

    [Test]
    public void the_old_one_is_refused_and_told_what_to_say()
    {
        rollout.Lead(New(""));
        Assert.That(rollout.RefusalOf(Old), Does.Contain("is System.Int32 on active and System.Int16 on standby").Or.Contain("Numbers.I is System.Int64 on active and System.Int32 on standby, which has no room for every value").And.Contain("[Replicated(Narrowing = true)]"));
    }

    [Test]
    public void a_number_in_a_struct_is_not_narrowed_whatever_it_says()
    {
        rollout.Lead(New(Declared));
        Assert.That(rollout.RefusalOf(Old), Is.EqualTo("Place.X is System.Int32 on active and System.Int16 on standby. Run the same build on both, or one between the two: see docs/upgrade.md."));
    }

    [Test]
    public void the_old_one_follows_where_the_new_one_says_so_and_takes_over()
    {
        var active = rollout.Lead(Declaring);
        active.Run("Run.Open");
        rollout.Commit();
        var old = rollout.Follow(Old);
        active.Run("Run.Set", 11);
        rollout.Commit(old);
        Assert.That((old.Run("Run.Show"), old.Faults.Count), Is.EqualTo((Second, 0)));

        var third = rollout.Follow(Declaring);
        rollout.TakeOver(old);
        old.Run("Run.Set", 12);
        rollout.Commit(third);
        foreach (var node in new[] { third, rollout.Follow(Declaring), rollout.Follow(Old) })
            Assert.That(node.Run("Run.Show"), Is.EqualTo(Second.Replace("11", "12", StringComparison.Ordinal)));
    }

    [Test]
    public void what_is_too_large_makes_the_old_one_not_ready_until_it_fits_and_is_named()
    {
        var active = rollout.Lead(Declaring);
        active.Run("Run.Open");
        rollout.Commit();
        var old = rollout.Follow(Old);
        active.Run("Run.Large");
        rollout.Commit(old);
        Assert.That(old.Faults, Has.Count.EqualTo(2));
        Assert.That(old.Faults[0], Does.StartWith("Run.numbers.I is a System.Int32 here, and the active's value, a System.Int64, is too large for it"));
        Assert.That(old.Run("Run.Show"), Is.EqualTo(First), "it has what it had before");
        Assert.That(rollout.Follow(Old).Faults, Has.Count.EqualTo(2), "and so has one that begins with a snapshot");
        active.Run("Run.Small");
        rollout.Commit(old);
        Assert.That((old.Faults.Count, old.Run("Run.Show")), Is.EqualTo((0, "4 200 -5 1.5 120 200 5 7 4000000000 -9 NaN")));
    }

    [Test]
    public void what_is_too_large_is_named_by_its_path_from_the_root_wherever_it_is_and_forgotten_with_its_object()
    {
        const string Bank = """
            [Replicated] public class Account { public Account Owner; [Replicated(Narrowing = true)] public long Balance; }
            public static class Bank
            {
                [Replicated] public static Dictionary<string, List<Account>> Accounts = new();
                public static void Open(string name, long balance) => Accounts[name] = new() { new Account(), new Account { Owner = new Account { Balance = balance } } };
                public static void Close(string name) => Accounts.Remove(name);
            }
            """;
        var active = rollout.Lead(Bank);
        var old = rollout.Follow(Bank.Replace("long Balance", "int Balance", StringComparison.Ordinal).Replace("Balance = balance", "Balance = (int)balance", StringComparison.Ordinal));
        active.Run("Bank.Open", "x", 1L << 40);
        rollout.Commit(old);
        Assert.That(old.Faults.Single(), Does.StartWith("Bank.Accounts[\"x\"][1].Owner.Balance is a System.Int32 here"));
        active.Run("Bank.Open", "y", long.MinValue);
        rollout.Commit(old);
        Assert.That(old.Faults.Select(fault => fault[..fault.IndexOf(" is", StringComparison.Ordinal)]), Is.EqualTo((string[])["Bank.Accounts[\"x\"][1].Owner.Balance", "Bank.Accounts[\"y\"][1].Owner.Balance"]));
        for (int i = 0; i < 12; i++)
            active.Run("Bank.Open", $"z{i}", 1L << 40);
        rollout.Commit(old);
        Assert.That((old.Faults.Count, old.Faults[^1]), Is.EqualTo((11, "4 values more are too large")));
    }
}
