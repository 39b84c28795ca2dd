using Replicated.Tests.House;

namespace Replicated.Tests.Weaving;

public class When_a_build_is_reported
{
    const string Source = """
        using Replicated;
        public class Shop
        {
            static List<int> ReplicatedSales = new();
            [Replicated] internal static int count;
            [NotReplicated("has no effect outside")] public static void ReplicatedNames() => count++;
        }
        [Replicated] public class Item
        {
            public int number;
            public readonly Dictionary<int, int> prices = new();
            [Replicated(Compare = true)] public int watched;
            [NotReplicated("computed from the number")] public int cached;
            public int excluded;
            public Size size;
            public string? Name { get; init; }
            public void Set() { number = 1; number++; cached = 2; int.TryParse("3", out number); Shop.count += 2; watched = 3; size = default; }
        }
        [Replicated] public class Book : Item { public string title = ""; }
        [Replicated] public class Pages : List<int> { public int last; }
        public struct Size { public int width; }
        public class ReplicatedNever { public int n; }
        """;

    static readonly string[] expected =
    [
        "Replicated: 5 types, 9 members (1 compared), 6 stores, 2 addresses; 4 left out",
        "",
        "Shop, statics",
        "    ReplicatedSales: System.Collections.Generic.List<System.Int32>, set in construction only; each change of the collection",
        "    count: System.Int32, 2 stores",
        "",
        "Item, replicated whole",
        "    number: System.Int32, 2 stores, 1 address",
        "    prices: System.Collections.Generic.Dictionary<System.Int32,System.Int32>, readonly; each change of the collection, while no other assembly is loaded that refers to this one",
        "    watched: System.Int32, compared at each capture",
        "    size: Size, 0 stores, 1 address",
        "    Name: System.String, readonly",
        "",
        "Book, replicated whole, derived from Item",
        "    title: System.String, set in construction only",
        "",
        "Pages, replicated whole, derived from System.Collections.Generic.List<System.Int32>; the content of the collection is compared",
        "    last: System.Int32, set in construction only",
        "",
        "Size, a value that is sent with the member that holds it",
        "    width: System.Int32",
        "",
        "Left out",
        "    Shop.ReplicatedNames: has no effect outside",
        "    Item.cached: computed from the number",
        "    Item.excluded: by Exclude in FodyWeavers.xml",
        "    ReplicatedNever: by Exclude in FodyWeavers.xml",
        "",
    ];

    [Test]
    public void it_says_how_each_member_is_tracked_and_why_others_are_not() => Assert.That(
        SampleWeaver.Weave(SampleCompiler.Compile(Source), "<Replicated Exclude=\"Item::excluded, ReplicatedNever\" Writers=\"Synchronized\" />").Result.Report!.Lines,
        Is.EqualTo(expected));

    [TestCase("IList<int>", "; the content of a collection in it is compared")]
    [TestCase("System.Collections.IEnumerable", "; the content of a collection in it is compared")]
    [TestCase("IComparable<int>", "set in construction only")]
    [TestCase("List<List<int>>", "; each change of the collection; the content of collections within it is compared")]
    [TestCase("List<int>[]", "; each change of the collection; the content of collections within it is compared")]
    [TestCase("Dictionary<int, (int, IReadOnlyList<int>)>", "; each change of the collection; the content of collections within it is compared")]
    [TestCase("List<System.Collections.Immutable.ImmutableList<int>>", "; each change of the collection")]
    [TestCase("System.Collections.Immutable.ImmutableList<int>", "; it never changes")]
    [TestCase("System.Collections.Frozen.FrozenDictionary<int, int[]>", "; it never changes; the content of collections within it is compared")]
    [TestCase("System.Collections.Immutable.ImmutableList<int>[]", "; each change of the collection")]
    [TestCase("LinkedList<int>", "; each change of the collection")]
    [TestCase("System.Collections.ObjectModel.Collection<int>", "; each change of the collection")]
    [TestCase("System.Collections.ObjectModel.ReadOnlyCollection<int>", "; the content of the collection is compared")]
    public void it_says_how_collections_are_tracked_that_are_not_the_member_itself(string type, string said) => Assert.That(
        SampleWeaver.Weave(SampleCompiler.Compile($"[Replicated] public class Box {{ {type} kept; }}"), "<Replicated Writers=\"Synchronized\" />").Result.Report!.Lines.Single(line => line.StartsWith("    kept: ", StringComparison.Ordinal)),
        Does.EndWith(said));

    [Test]
    public void it_says_so_where_nothing_is_replicated() => Assert.That(
        SampleWeaver.Weave(SampleCompiler.Compile("public class Plain { int n = 3; }")).Result.Report!.Lines,
        Is.EqualTo(["Replicated: nothing is replicated in Sample", ""]));

    [Test]
    public void there_is_none_after_an_error() => Assert.That(
        SampleWeaver.Weave(SampleCompiler.Compile("[Replicated] public class Account { int n; public ref int N() => ref n; }")).Result.Report, Is.Null);

    /// <summary>As it was written by the build that these tests are of.</summary>
    [Test]
    public void the_report_of_the_Ledger_differs_from_its_approved_copy()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        string file = Path.Combine("Samples", "Ledger", "obj", output.Parent!.Name, output.Name, "Ledger.Replicated.report.txt");
        Approval.Check("Ledger.Replicated.report.txt", Repository.Read(file).ReplaceLineEndings("\n"));
    }
}
