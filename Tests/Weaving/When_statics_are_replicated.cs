namespace Replicated.Tests.Weaving;

public class When_statics_are_replicated
{
    const string Source = """
        public static class Bank
        {
            static Dictionary<string, int> _replicatedAccounts = new(); public static int other;
            [Replicated] internal static int Count { get; set; } = 4;
            [Replicated] public static volatile bool open; [Replicated] static int? last; [Replicated] static decimal total;
            public static void Store() { _replicatedAccounts = null; other = 3; Count++; open = true; }
            public static void Address() { last = null; decimal.TryParse("3", out total); Interlocked.Exchange(ref _replicatedAccounts, null); }
            public static void Read() { int n = Count + (last ?? 3) + (int)total; bool b = open; }
        }
        public class Initialised
        {
            public static bool Ran; [Replicated] internal static int n = 3;
            static Initialised() { n = 4; Flags.Ran = true; }
        }
        public static class Flags { public static bool Ran; }
        public static class Run
        {
            public static bool InitialiserRan() => Flags.Ran;
            public static void StoreFromOutside() { Bank.open = false; Bank.Count = 3; }
        }
        """;

    [Test]
    public void stores_are_marked_on_their_holder()
    {
        var program = WovenProgram.From(Source);
        object statics = program.Statics("Bank");
        Assert.That(program.MemberNames(statics), Is.EquivalentTo(["_replicatedAccounts", "Count", "open", "last", "total"]));
        program.Arm(statics);
        program.Run("Bank.Store");
        Assert.That(program.Marked(statics), Is.EquivalentTo(["_replicatedAccounts", "Count", "open"]));
    }

    [Test]
    public void writes_through_addresses_are_marked()
    {
        var program = WovenProgram.From(Source);
        object statics = program.Statics("Bank");
        program.Run("Bank.Read");
        program.Arm(statics);
        program.Run("Bank.Address");
        Assert.That(program.Marked(statics), Is.EquivalentTo(["_replicatedAccounts", "last", "total"]));
    }

    [Test]
    public void stores_from_other_types_are_marked_and_reads_are_not()
    {
        var program = WovenProgram.From(Source);
        object statics = program.Statics("Bank");
        program.Run("Bank.Read");
        program.Arm(statics);
        program.Run("Bank.Read");
        Assert.That(program.Marked(statics), Is.Empty);
        program.Run("Run.StoreFromOutside");
        Assert.That(program.Marked(statics), Is.EquivalentTo(["Count", "open"]));
    }

    [Test]
    public void announcing_them_does_not_run_their_initialiser()
    {
        var program = WovenProgram.From(Source);
        Assert.That(program.Run("Run.InitialiserRan"), Is.False);
        program.Statics("Initialised");
        Assert.That(program.Run("Run.InitialiserRan"), Is.False);
    }
}
