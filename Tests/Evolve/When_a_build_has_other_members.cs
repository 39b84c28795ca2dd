namespace Replicated.Tests.Evolve;

/// <summary>A member is added, removed, moved. Each of two builds works as the active of the other, and hands on what it does not know.</summary>
public class When_a_build_has_other_members : RolloutTest
{
    const string Common = """
        [Replicated] public class Item { public int Number; }
        public static class Bank { [Replicated] public static Account Root; [Replicated] public static int Opened; }
        """;

    const string Old = Common + """
        [Replicated] public struct Place { public int X; public int Y; }
        [Replicated] public class Account { public string Name = "n"; public int Balance; public Place At; public Account Next; }
        public static class Run
        {
            public static void Open(string name, int balance) { Bank.Root = new Account { Name = name, Balance = balance, At = new Place { X = 1, Y = 2 }, Next = Bank.Root }; Bank.Opened++; }
            public static void Pay(int amount) => Bank.Root.Balance += amount;
            public static void Move(int x) { var at = Bank.Root.At; at.X = x; Bank.Root.At = at; }
            public static void Drop() => Bank.Root = null;
            public static string Show() { string text = Bank.Opened + ":"; for (var a = Bank.Root; a != null; a = a.Next) text += $" {a.Name} {a.Balance} {a.At.X},{a.At.Y}"; return text; }
        }
        """;

    const string New = Common + """
        [Replicated] public struct Place { public int Y; public int X; public string Street; }
        [Replicated] public class Account
        {
            public int Limit = 7; public int? Rate; public Item Extra; public List<Item> Items; public Account Next; public int Balance; public Place At; public string Name = "n"; public object Any; public DateTime When;
            public List<Item> Same; public Account Owner;
        }
        public static class Run
        {
            public static void Open(string name, int balance)
            {
                Bank.Root = new Account { Name = name, Balance = balance, At = new Place { X = 1, Y = 2 }, Next = Bank.Root, Rate = balance, Extra = new Item { Number = balance }, Items = new() { new Item { Number = 1 }, new Item { Number = 2 } }, Any = 2.5, When = new DateTime(5, DateTimeKind.Utc) };
                Bank.Root.Same = Bank.Root.Items; Bank.Root.Owner = Bank.Root; Bank.Opened++;
            }
            public static void Pay(int amount) => Bank.Root.Balance += amount;
            public static void Move(int x) { var at = Bank.Root.At; at.X = x; Bank.Root.At = at; }
            public static void Drop() => Bank.Root = null;
            public static void Limit() => Bank.Root.Limit = 12;
            public static void Add(int number) { Bank.Root.Limit++; Bank.Root.Items.Add(new Item { Number = number }); }
            public static string Show() { string text = Bank.Opened + ":"; for (var a = Bank.Root; a != null; a = a.Next) text += $" {a.Name} {a.Balance} {a.At.X},{a.At.Y}"; return text; }
            static string Sum(List<Item> items) { string text = ""; foreach (var item in items ?? new()) text += (text == "" ? "" : "+") + item.Number; return text; }
            public static string ShowAll()
            {
                string text = "";
                for (var a = Bank.Root; a != null; a = a.Next)
                    text += $" {a.Limit} {a.Rate} {a.Extra?.Number} {Sum(a.Items)} {a.Any} {a.When.Ticks}{a.When.Kind} {ReferenceEquals(a.Items, a.Same)} {ReferenceEquals(a, a.Owner)}";
                return text;
            }
        }
        """;

    /// <summary>The new build with the structs of the old one: what a struct has more, an older build has no place for.</summary>
    static readonly string Newer = New.Replace(" public string Street;", "", StringComparison.Ordinal);

    [Test]
    public void the_new_one_follows_the_old_one_from_its_snapshot_and_by_its_commits()
    {
        var old = rollout.Lead(Old);
        old.Run("Run.Open", "a", 3);
        rollout.Commit();
        var next = rollout.Follow(New);
        Assert.That(next.Run("Run.Show"), Is.EqualTo("1: a 3 1,2"));
        old.Run("Run.Open", "b", 4);
        old.Run("Run.Pay", 5);
        rollout.Commit(next);
        old.Run("Run.Move", 9);
        rollout.Commit(next);
        Assert.That(next.Run("Run.Show"), Is.EqualTo("2: b 9 9,2 a 3 1,2").And.EqualTo(old.Run("Run.Show")));
    }

    [Test]
    public void the_old_one_follows_the_new_one()
    {
        var active = rollout.Lead(Newer);
        active.Run("Run.Open", "a", 3);
        rollout.Commit();
        var old = rollout.Follow(Old);
        active.Run("Run.Open", "b", 4);
        active.Run("Run.Add", 5);
        active.Run("Run.Move", 9);
        rollout.Commit(old);
        Assert.That(old.Run("Run.Show"), Is.EqualTo("2: b 4 9,2 a 3 1,2"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void the_old_one_hands_on_what_it_does_not_know(bool fromSnapshot)
    {
        var first = rollout.Lead(Newer);
        var old = fromSnapshot ? null : rollout.Follow(Old);
        first.Run("Run.Open", "a", 3);
        rollout.Commit(old is null ? [] : [old]);
        old ??= rollout.Follow(Old);
        first.Run("Run.Open", "b", 4);
        first.Run("Run.Add", 5);
        rollout.Commit(old);

        rollout.TakeOver(old);
        old.Run("Run.Pay", 10);
        old.Run("Run.Move", 8);
        rollout.Commit();
        var next = rollout.Follow(Newer);
        Assert.That(next.Run("Run.Show"), Is.EqualTo("2: b 14 8,2 a 3 1,2"));
        Assert.That(next.Run("Run.ShowAll"), Is.EqualTo(" 8 4 4 1+2+5 2.5 5Utc True True 7 3 3 1+2 2.5 5Utc True True").And.EqualTo(first.Run("Run.ShowAll")));
    }

    [Test]
    public void who_goes_on_following_has_it_still()
    {
        var first = rollout.Lead(Newer);
        first.Run("Run.Open", "a", 3);
        rollout.Commit();
        var old = rollout.Follow(Old);
        var third = rollout.Follow(Newer);

        rollout.TakeOver(old);
        old.Run("Run.Pay", 10);
        rollout.Commit(third);
        old.Run("Run.Open", "b", 4);
        rollout.Commit(third);
        Assert.That(third.Run("Run.Show"), Is.EqualTo("2: b 4 1,2 a 13 1,2"));
        Assert.That(third.Run("Run.ShowAll"), Is.EqualTo(" 0     0Unspecified True False 7 3 3 1+2 2.5 5Utc True True"), "what the old build makes has no values of members that it does not know");

        rollout.TakeOver(third);
        third.Run("Run.Pay", 1);
        third.Run("Run.Move", 3);
        rollout.Commit();
        Assert.That(rollout.Follow(Old).Run("Run.Show"), Is.EqualTo("2: b 5 3,2 a 13 1,2"));
        Assert.That(rollout.Follow(Newer).Run("Run.ShowAll"), Is.EqualTo(third.Run("Run.ShowAll")));
    }

    [Test]
    public void the_new_one_takes_over_and_its_members_arrive_at_others_of_its_build()
    {
        var old = rollout.Lead(Old);
        old.Run("Run.Open", "a", 3);
        rollout.Commit();
        var next = rollout.Follow(Newer);
        var third = rollout.Follow(Newer);

        rollout.TakeOver(next);
        next.Run("Run.Open", "b", 4);
        next.Run("Run.Pay", 1);
        rollout.Commit(third);
        var late = rollout.Follow(Newer);
        foreach (var follower in new[] { third, late })
        {
            Assert.That(follower.Run("Run.Show"), Is.EqualTo("2: b 5 1,2 a 3 1,2"));
            Assert.That(follower.Run("Run.ShowAll"), Is.EqualTo(next.Run("Run.ShowAll")));
        }
        Assert.That(rollout.Follow(Old).Run("Run.Show"), Is.EqualTo("2: b 5 1,2 a 3 1,2"));
    }

    [Test]
    public void a_standby_that_was_told_of_the_fields_in_a_snapshot_is_told_again_without_harm()
    {
        var old = rollout.Lead(Old);
        old.Run("Run.Open", "a", 3);
        rollout.Commit();
        rollout.TakeOver(rollout.Follow(Newer));
        var follower = rollout.Follow(Newer);
        rollout.Active.Run("Run.Limit");
        rollout.Commit(follower);
        Assert.That(follower.Run("Run.ShowAll"), Is.EqualTo(rollout.Active.Run("Run.ShowAll")));
    }

    [Test]
    public void what_only_unknown_members_refer_to_is_not_garbage_and_goes_with_them()
    {
        var first = rollout.Lead(Newer);
        first.Run("Run.Open", "a", 3);
        rollout.Commit();
        var old = rollout.Follow(Old);
        Assert.That(old.Unreachable(), Is.Zero);
        first.Run("Run.Drop");
        rollout.Commit(old);
        Assert.That(old.Unreachable(), Is.EqualTo(5), "the account, its item, its list and the two items in it");
    }

    [Test]
    public void a_struct_that_has_more_is_refused_at_hello_and_the_member_is_named()
    {
        rollout.Lead(New);
        Assert.That(rollout.RefusalOf(Old), Does.StartWith("Place.Street (System.String) of active does not exist on standby"));
    }
}
