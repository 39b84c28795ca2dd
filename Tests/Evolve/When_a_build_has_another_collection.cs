namespace Replicated.Tests.Evolve;

/// <summary>A member that holds a collection of each kind is added. The build without it works as standby of the one with it, takes over, and hands on what it does not know.</summary>
public class When_a_build_has_another_collection : RolloutTest
{
    const string Common = """
        using System.Linq;
        [Replicated] public class Item { public int Number; public override string ToString() => "#" + Number; }
        [Replicated] public class Own : List<int> { public string Name = "own"; }

        """;

    const string Old = Common + """
        [Replicated] public class Root { public int Count; public List<int> Old = new() { 1 }; }
        public static class Run
        {
            [Replicated] static Root root;
            public static void Open() => root = new();
            public static void Work(int number) { root.Count += number; root.Old.Add(number); }
            public static string Show() => root.Count + ": " + string.Join(",", root.Old);
        }
        """;

    static IEnumerable<TestCaseData> Kinds =>
    [
        Kind("List<int>", "new() { 1, 2 }", "all.Add(n);"),
        Kind("List<Item>", "new() { new Item { Number = 1 } }", "all.Add(new Item { Number = n }); all[0].Number++;"),
        Kind("List<List<int>>", "new() { new() { 1 }, new() }", "all[1].Add(n);"),
        Kind("int[]", "new[] { 1, 2, 3 }", "all[1] += n;"),
        Kind("int[,]", "new[,] { { 1, 2 }, { 3, 4 } }", "all[1, 0] += n;"),
        Kind("int[][]", "new[] { new[] { 1 }, new[] { 2, 3 } }", "all[1][0] += n;"),
        Kind("Dictionary<string, int>", "new() { [\"a\"] = 1, [\"b\"] = 2 }", "all[\"k\" + n] = n; all.Remove(\"a\"); all[\"b\"] += n;"),
        Kind("Dictionary<Item, Item>", "new() { [new Item { Number = 1 }] = new Item { Number = 2 } }", "all[new Item { Number = n }] = new Item { Number = n };"),
        Kind("HashSet<string>", "new() { \"a\", \"b\" }", "all.Remove(\"a\"); all.Add(\"k\" + n);"),
        Kind("Queue<int>", "new([1, 2])", "all.Enqueue(n); all.Dequeue();"),
        Kind("Stack<int>", "new([1, 2])", "all.Push(n);"),
        Kind("LinkedList<int>", "new([1, 2])", "all.AddFirst(n); all.Last.Value += n;"),
        Kind("SortedDictionary<int, string>", "new() { [5] = \"five\" }", "all[n] = \"k\" + n;"),
        Kind("SortedList<int, string>", "new() { [5] = \"five\" }", "all[n] = \"k\" + n;"),
        Kind("SortedSet<int>", "new() { 5, 1 }", "all.Add(n);"),
        Kind("PriorityQueue<string, int>", "new([(\"a\", 5), (\"b\", 1)])", "all.Enqueue(\"k\", n);", "string.Join(\",\", all.UnorderedItems)"),
        Kind("OrderedDictionary<string, int>", "new() { [\"z\"] = 1, [\"a\"] = 2 }", "all.Insert(0, \"k\" + n, n);"),
        Kind("System.Collections.Concurrent.ConcurrentDictionary<int, int>", "new() { [1] = 2 }", "all[n] = n;", "string.Join(\",\", new SortedDictionary<int, int>(all))"),
        Kind("System.Collections.Concurrent.ConcurrentQueue<int>", "new([1, 2])", "all.Enqueue(n);"),
        Kind("System.Collections.Concurrent.ConcurrentStack<int>", "new([1, 2])", "all.Push(n);"),
        Kind("System.Collections.Concurrent.ConcurrentBag<int>", "new([1, 2])", "all.Add(n);", "string.Join(\",\", new SortedSet<int>(all))"),
        Kind("System.Collections.ObjectModel.ObservableCollection<int>", "new([1, 2])", "all.Insert(0, n);"),
        Kind("System.Collections.ObjectModel.Collection<int>", "new() { 1, 2 }", "all.Insert(0, n);"),
        Kind("System.Collections.ObjectModel.ReadOnlyCollection<int>", "new(new List<int> { 1, 2 })", "all = root.New = new(new List<int>(all) { n });"),
        Kind("System.Collections.ObjectModel.ReadOnlyDictionary<int, int>", "new(new Dictionary<int, int> { [1] = 2 })", "all = root.New = new(new Dictionary<int, int>(all) { [n] = n });"),
        Kind("System.Collections.BitArray", "new([true, false, true])", "all.Set(1, true); all.Length += n;", "string.Join(\",\", all.Cast<bool>())"),
        Kind("System.Collections.Immutable.ImmutableArray<int>", "[1, 2]", "all = root.New = all.Add(n);"),
        Kind("System.Collections.Immutable.ImmutableList<int>", "[1, 2]", "all = root.New = all.Add(n);"),
        Kind("System.Collections.Immutable.ImmutableDictionary<int, string>", "System.Collections.Immutable.ImmutableDictionary<int, string>.Empty.Add(1, \"a\")", "all = root.New = all.Add(n, \"k\");", "string.Join(\",\", new SortedDictionary<int, string>(all))"),
        Kind("System.Collections.Immutable.ImmutableHashSet<int>", "[1, 2]", "all = root.New = all.Add(n);", "string.Join(\",\", new SortedSet<int>(all))"),
        Kind("System.Collections.Immutable.ImmutableSortedDictionary<int, string>", "System.Collections.Immutable.ImmutableSortedDictionary<int, string>.Empty.Add(5, \"a\")", "all = root.New = all.Add(n, \"k\");"),
        Kind("System.Collections.Immutable.ImmutableSortedSet<int>", "[5, 1]", "all = root.New = all.Add(n);"),
        Kind("System.Collections.Immutable.ImmutableQueue<int>", "[1, 2]", "all = root.New = all.Enqueue(n);"),
        Kind("System.Collections.Immutable.ImmutableStack<int>", "[1, 2]", "all = root.New = all.Push(n);"),
        Kind("System.Collections.Frozen.FrozenSet<int>", "System.Collections.Frozen.FrozenSet.ToFrozenSet(new[] { 1, 2 })", "all = root.New = System.Collections.Frozen.FrozenSet.ToFrozenSet(all.Append(n));"),
        Kind("System.Collections.Frozen.FrozenDictionary<int, int>", "System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new Dictionary<int, int> { [1] = 2, [2] = 3 })", "all = root.New = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new Dictionary<int, int>(all) { [n] = n });"),
        Kind("Own", "new() { 1, 2 }", "all.Add(n); all.Name += n;", "all.Name + string.Join(\",\", all)"),
    ];

    static TestCaseData Kind(string type, string made, string change, string? shown = null) =>
        new TestCaseData(type, made, change, shown ?? (type.Contains("Item", StringComparison.Ordinal) || type.Contains("<List", StringComparison.Ordinal) || type.EndsWith("[][]", StringComparison.Ordinal) ? "Text(all)" : "string.Join(\",\", System.Linq.Enumerable.Cast<object>(all))")).SetArgDisplayNames(type);

    static string New(string type, string made, string change, string shown) => Common + $$"""
        [Replicated] public class Root { public {{type}} New = {{made}}; public {{type}} Empty; public List<int> Old = new() { 1 }; public object Same; public int Count; }
        public static class Run
        {
            [Replicated] static Root root;
            public static void Open() { root = new(); root.Same = root.New; }
            public static void Work(int number) { root.Count += number; root.Old.Add(number); }
            public static void Change(int n) { var all = root.New; {{change}} root.Same = root.New; root.Count++; }
            public static string Show() => root.Count + ": " + string.Join(",", root.Old);
            public static string ShowAll() { var all = root.New; return {{shown}} + " " + EqualityComparer<{{type}}>.Default.Equals(root.Empty, default) + root.New.Equals(root.Same); }
            public static bool IsThere() => !EqualityComparer<{{type}}>.Default.Equals(root.New, default);
            static string Text(System.Collections.IEnumerable all) { string text = ""; foreach (object one in all) text += (one is System.Collections.IEnumerable and not string ? "(" + Text((System.Collections.IEnumerable)one) + ")" : one) + " "; return text; }
        }
        """;

    [TestCaseSource(nameof(Kinds))]
    public void the_old_one_hands_on_what_it_does_not_know(string type, string made, string change, string shown)
    {
        string source = New(type, made, change, shown);
        var active = rollout.Lead(source);
        active.Run("Run.Open");
        active.Run("Run.Change", 7);
        rollout.Commit();
        var old = rollout.Follow(Old);
        active.Run("Run.Work", 4);
        active.Run("Run.Change", 8);
        rollout.Commit(old);
        object? expected = active.Run("Run.ShowAll");
        Assert.That(old.Run("Run.Show"), Is.EqualTo(active.Run("Run.Show")));

        rollout.TakeOver(old);
        old.Run("Run.Work", 5);
        rollout.Commit();
        var next = rollout.Follow(source);
        old.Run("Run.Work", 6);
        rollout.Commit(next);
        Assert.That((next.Run("Run.ShowAll"), next.Run("Run.Show")), Is.EqualTo((expected, old.Run("Run.Show"))));

        rollout.TakeOver(next);
        var last = rollout.Follow(source);
        next.Run("Run.Change", 9);
        rollout.Commit(last);
        Assert.That(last.Run("Run.ShowAll"), Is.EqualTo(next.Run("Run.ShowAll")).And.Not.EqualTo(expected));
    }

    [TestCaseSource(nameof(Kinds))]
    public void the_new_one_has_nothing_of_what_the_old_one_did_not_have(string type, string made, string change, string shown)
    {
        var old = rollout.Lead(Old);
        old.Run("Run.Open");
        rollout.Commit();
        var next = rollout.Follow(New(type, made, change, shown));
        old.Run("Run.Work", 4);
        rollout.Commit(next);
        Assert.That((next.Run("Run.Show"), next.Run("Run.IsThere")), Is.EqualTo((old.Run("Run.Show"), false)));
    }
}
