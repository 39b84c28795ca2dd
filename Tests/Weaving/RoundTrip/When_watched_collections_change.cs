using AssemblyToProcess;
using Replicated.Apply;
using Replicated.Graph;
using Replicated.Marks;
using Replicated.Tests.Capture;
using Turn = Replicated.Woven.Turn;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>Nothing is compared but what the woven code reports, so what it does not is lost.</summary>
public class When_watched_collections_change : ChangesTest<Watched>
{
    [TestCaseSource(nameof(Names))]
    public void each_change_arrives(string name)
    {
        for (int i = 0; i < 20; i++)
        {
            root.Seed(i);
            Do(name);
            pair.Commit();
            AssertSame();
        }
    }

    [Test]
    public void any_changes_arrive_in_their_order([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        root.Seed(random.Next());
        for (int commit = 0; commit < 150; commit++)
        {
            for (int i = random.Next(6); i > 0; i--)
                Do(changes[random.Next(changes.Length)].Name);
            Carry(random, random.Next(40));
            AssertSame();
        }
    }

    void Carry(Random random, int way)
    {
        switch (way)
        {
            case 0:
                pair.Snapshot();
                break;
            case 1:
                pair.Commit();
                pair = pair.TakeOver();
                root = (Watched)pair.Active.Roots["root"];
                Do(changes[random.Next(changes.Length)].Name);
                pair.Snapshot();
                break;
            case 2:
                Fail();
                break;
        }
        pair.Commit();
    }

    void Fail()
    {
        var list = ((List<Leaf?>)Field("leaves").GetValue(root)!);
        list.Add(new Refused());
        TouchedCollection.Find(list)!.TouchWhole();
        Assert.That(() => pair.Capture(), Throws.InstanceOf<ReplicationException>());
        list.RemoveAt(list.Count - 1);
    }

    sealed class Refused : Leaf;

    [Test]
    public void what_nobody_touched_is_not_looked_at()
    {
        var list = (List<int>)Field("list").GetValue(root)!;
        var array = (int[])Field("array").GetValue(root)!;
        list[290] = array[290] = -1;
        Assert.That(pair.Commit(), Is.Null, "by reflection: nobody reported it");
        root.ListSetFar();
        root.Seed(1);
        pair.Commit();
        var copy = (List<int>)Field("list").GetValue(pair.Copy<Watched>())!;
        Assert.That((copy[0], copy[290]), Is.EqualTo((list[0], -1)), "the last items are one page");
        list[150] = -2;
        root.ListSetFar();
        pair.Commit();
        Assert.That(copy[150], Is.Not.EqualTo(-2));
    }

    [Test]
    public void what_the_program_says_it_wrote_unseen_arrives()
    {
        var list = (List<int>)Field("list").GetValue(root)!;
        list[150] = -7;
        Replication.Touch(list);
        pair.Commit();
        AssertSame();
    }

    [Test]
    public void what_is_reached_another_way_is_compared_from_then_on()
    {
        var list = (List<int>)Field("list").GetValue(root)!;
        var other = pair.Active;
        other.AddRoot("alias", list);
        list[7] = -3;
        pair.Commit();
        list[8] = -4;
        pair.Commit();
        var copy = (List<int>)Field("list").GetValue(pair.Copy<Watched>())!;
        Assert.That((copy[7], copy[8]), Is.EqualTo((-3, -4)));
        Assert.That(pair.Standby.Roots["alias"], Is.SameAs(copy));
    }

    [Test]
    public void a_dictionary_without_removed_keys_is_told_of_keys_only()
    {
        root.MapSet();
        pair.Commit();
        var map = (Dictionary<string, int>)Field("map").GetValue(root)!;
        root.MapSet();
        pair.Commit();
        map["unseen"] = 1;
        root.MapSet();
        pair.Commit();
        Assert.That(((Dictionary<string, int>)Field("map").GetValue(pair.Copy<Watched>())!).ContainsKey("unseen"), Is.False);
    }

    [Test]
    public void a_key_that_was_not_reported_is_found_by_the_number_of_keys()
    {
        root.MapSet();
        pair.Commit();
        var map = (Dictionary<string, int>)Field("map").GetValue(root)!;
        map["unseen"] = 1;
        root.MapSet();
        pair.Commit();
        pair.Commit();
        AssertSame();
    }

    [Test]
    public void dictionaries_of_a_late_standby_have_the_same_order()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            root.Seed(seed);
            root.MapSet();
            root.MapSet();
            root.MapRemove();
            root.MapSet();
            pair.Commit();
            if (seed % 7 == 3)
                pair.Snapshot();
            AssertSame();
        }
    }

    /// <summary>It has places of removed keys, which the node that took over has not.</summary>
    [Test]
    public void a_node_that_goes_on_after_a_takeover_has_the_same_order([Range(1, 20)] int seed)
    {
        var third = new ObjectGraph();
        var applier = new Applier(third);
        pair = new Pair();
        root = pair.Root(new Watched());
        root.Seed(seed);
        var random = new Random(seed);
        string[] keys = [nameof(Watched.MapSet), nameof(Watched.MapRemove), nameof(Watched.MapAdd), nameof(Watched.SetAdd), nameof(Watched.SetRemove), nameof(Watched.SetUnion)];
        for (int commit = 0; commit < 40; commit++)
        {
            if (commit == 20)
            {
                pair = pair.TakeOver();
                root = (Watched)pair.Active.Roots["root"];
            }
            for (int i = random.Next(4); i >= 0; i--)
                Do(keys[random.Next(keys.Length)]);
            if ((commit < 20 ? pair.Commit() : pair.Capture()) is { } frame)
                applier.Apply(frame);
            AssertSame((Watched)third.Roots["root"]);
        }
    }

    [Test]
    public void a_node_that_goes_on_after_a_takeover_has_places_of_removed_items_though_nothing_changed_at_first()
    {
        var third = new ObjectGraph();
        var applier = new Applier(third);
        pair = new Pair();
        root = pair.Root(new Watched());
        applier.Apply(pair.Commit()!);
        foreach (string item in (string[])["p", "q", "r"])
            root.SetDropAndAdd(null, item);
        applier.Apply(pair.Commit()!);
        root.SetDropAndAdd("q", null);
        applier.Apply(pair.Commit()!);
        pair = pair.TakeOver();
        root = (Watched)pair.Active.Roots["root"];
        if (pair.Capture() is { } first)
            applier.Apply(first);
        Replication.Touch(Field("set").GetValue(root)!);
        Assert.That(pair.Capture(), Is.Null);
        root.SetDropAndAdd(null, "y");
        applier.Apply(pair.Capture()!);
        AssertSame((Watched)third.Roots["root"]);
    }

    [Test]
    public void keys_are_reported_again_after_a_takeover()
    {
        foreach (string name in (string[])["one", "two", "three"])
            Map(root)[name] = 1;
        Replication.Touch(Map(root));
        pair.Commit();
        Map(root).Remove("two");
        Map(root).Remove("one");
        Replication.Touch(Map(root));
        pair.Commit();
        pair = pair.TakeOver();
        root = (Watched)pair.Active.Roots["root"];
        pair.Snapshot();
        root.MapSet();
        pair.Commit();
        Map(root)["three"] = -5;
        root.MapSet();
        pair.Commit();
        Assert.That(Map(pair.Copy<Watched>()).GetValueOrDefault("three"), Is.Not.EqualTo(-5), "only the keys were looked at");
    }

    [Test]
    public void of_what_is_told_of_its_items_nothing_else_is_looked_at()
    {
        Put(1000);
        Put(1001);
        Of<Queue<int>>("queue").Enqueue(Of<Queue<int>>("queue").Dequeue());
        Of<Stack<string>>("stack").Pop();
        Of<Stack<string>>("stack").Push("-1");
        Of<LinkedList<int>>("links").Last!.Value = -1;
        Of<SortedDictionary<int, string>>("sortedMap")[1000] = "-1";
        Of<SortedList<string, int>>("sortedList")["1000"] = -1;
        Of<SortedSet<int>>("sortedSet").Remove(1000);
        Of<SortedSet<int>>("sortedSet").Add(-1);
        Of<OrderedDictionary<string, int>>("orderedMap")["1000"] = -1;
        Of<PriorityQueue<string, int>>("priorities").Dequeue();
        Of<PriorityQueue<string, int>>("priorities").Enqueue("-1", -1);
        Of<System.Collections.Concurrent.ConcurrentDictionary<int, int>>("concurrentMap")[1000] = -1;
        Put(1002);
        foreach (var field in Collections.Where(field => Text(field.GetValue(root)!).Contains("1002")))
        {
            string copy = Text(field.GetValue(pair.Copy<Watched>())!);
            Assert.That(copy, Does.Contain("1002").And.Contain("1000").And.Not.Contain("-1"), field.Name);
            Replication.Touch(field.GetValue(root)!);
        }
        pair.Commit();
        AssertSame();

        void Put(int number)
        {
            root.QueueAndOthers(number);
            pair.Commit();
        }
    }

    static T Of<T>(Watched of, string name) => (T)Field(name).GetValue(of)!;

    T Of<T>(string name) => Of<T>(root, name);

    /// <summary>Whatever a capture comes between, a change and its report or two of them: a sequence is told of each item once.</summary>
    [Test]
    public void a_queue_that_another_thread_works_at_never_has_an_item_twice() => WorkedAt(root.QueueWork, "queue", copy =>
    {
        int[] items = [.. Of<Queue<int>>(copy, "queue")];
        Assert.That(items, Is.EqualTo(Enumerable.Range(items.FirstOrDefault(), items.Length)));
    });

    void WorkedAt(Action<int> work, string name, Action<Watched> check)
    {
        var stop = new System.Threading.ManualResetEventSlim();
        var started = new System.Threading.ManualResetEventSlim();
        var worker = new System.Threading.Thread(() =>
        {
            for (int i = 0; !stop.IsSet; i++)
            {
                work(i);
                started.Set();
            }
        });
        worker.Start();
        started.Wait();
        try
        {
            for (int commit = 0; commit < 3000; commit++)
            {
                if (commit % 3 == 0)
                    Replication.Touch(Field(name).GetValue(root)!);
                pair.Commit();
                check(pair.Copy<Watched>());
            }
        }
        finally
        {
            stop.Set();
            worker.Join();
        }
        pair.Commit();
        AssertSame();
    }

    [Test]
    public void who_looks_at_a_queue_waits_until_a_change_is_reported()
    {
        var queue = Of<Queue<int>>("queue");
        queue.Enqueue(1);
        Replication.Touch(queue);
        var turn = new Turn(queue);
        queue.Enqueue(2);
        var commit = new System.Threading.Thread(() => pair.Commit());
        commit.Start();
        bool waits = System.Threading.SpinWait.SpinUntil(
            () => commit.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin) || !commit.IsAlive, TimeSpan.FromSeconds(30)) && commit.IsAlive;
        turn.Report(ItemEvent.Added, 2);
        turn.End();
        commit.Join();
        pair.Commit();
        Assert.That(waits, "otherwise what it sees would be reported, too, and sent a second time");
        AssertSame();
    }

    [Test]
    public void what_came_and_went_between_two_captures_is_not_sent([Range(0, 3)] int had)
    {
        root.QueueOfLeavesPass(had, 0);
        pair.Commit();
        root.QueueOfLeavesPass(1, 1);
        pair.Commit();
        ulong before = pair.Active.Ids.Last;
        root.QueueOfLeavesPass(20, 20);
        pair.Commit();
        AssertSame();
        Assert.That(pair.Active.Ids.Last - before, Is.EqualTo(had), "objects that were sent");
    }

    [Test]
    public void an_observable_collection_that_nobody_touched_is_not_looked_at()
    {
        var observable = Of<System.Collections.ObjectModel.ObservableCollection<string>>("observable");
        observable.Add("unseen");
        Assert.That(pair.Commit(), Is.Null, "nobody reported it");
        root.ObservableAdd();
        pair.Commit();
        AssertSame();
        pair.Active.AddRoot("alias", observable);
        pair.Commit();
        observable.Add("seen");
        pair.Commit();
        AssertSame();
    }

    static List<int> Within(System.Collections.ObjectModel.Collection<int> collection) => (List<int>)Replicated.Collections.Within<int>.Items(collection);

    System.Collections.ObjectModel.Collection<int> Collection => Of<System.Collections.ObjectModel.Collection<int>>("collection");

    System.Collections.ObjectModel.Collection<int> CopyOfCollection => Of<System.Collections.ObjectModel.Collection<int>>(pair.Copy<Watched>(), "collection");

    [Test]
    public void of_a_collection_over_a_list_only_what_was_changed_is_looked_at([Values] bool takenOver)
    {
        root.CollectionFill(300);
        pair.Commit();
        if (takenOver)
        {
            pair = pair.TakeOver();
            root = (Watched)pair.Active.Roots["root"];
            pair.Snapshot();
            pair.Commit();
        }
        Assert.That(pair.Active.Collections.Find(Within(Collection))!.Watch, Is.Not.Null);
        Within(Collection)[10] = Within(Collection)[290] = 7;
        Assert.That(pair.Commit(), Is.Null, "nobody reported it");
        root.CollectionSetAt(299);
        pair.Commit();
        Assert.That((CopyOfCollection[10], CopyOfCollection[290], CopyOfCollection[299]), Is.EqualTo((0, 7, 1)), "the last items are one page");
        Replication.Touch(Collection);
        pair.Commit();
        AssertSame();
    }

    [Test]
    public void a_collection_that_is_reached_another_way_is_compared_from_then_on([Values] bool takenOver)
    {
        root.CollectionFill(30);
        pair.Commit();
        if (takenOver)
        {
            pair = pair.TakeOver();
            root = (Watched)pair.Active.Roots["root"];
            pair.Snapshot();
        }
        Collection[7] = 1;
        pair.Active.AddRoot("alias", Collection);
        pair.Commit();
        Assert.That(CopyOfCollection[7], Is.EqualTo(1));
        Collection.Add(2);
        pair.Commit();
        AssertSame();
        pair = pair.TakeOver();
        root = (Watched)pair.Active.Roots["root"];
        pair.Snapshot();
        Collection.Add(3);
        pair.Commit();
        AssertSame();
    }

    [Test]
    public void the_list_within_a_collection_that_is_reached_another_way_is_compared_from_then_on([Values] bool takenOver)
    {
        root.CollectionFill(30);
        pair.Active.AddRoot("within", Within(Collection));
        pair.Commit();
        if (takenOver)
        {
            pair = pair.TakeOver();
            root = (Watched)pair.Active.Roots["root"];
            pair.Snapshot();
        }
        Within(Collection)[7] = 1;
        pair.Commit();
        AssertSame();
        Assert.That(pair.Standby.Roots["within"], Is.SameAs(Within(CopyOfCollection)));
        root.CollectionSetAt(8);
        pair.Commit();
        AssertSame();
    }

    [Test]
    public void what_came_and_went_at_both_ends_of_a_linked_list_is_not_sent([Range(0, 3)] int had, [Range(17, 20)] int went, [Values] bool atEnd)
    {
        root.LinksPass(had, 0, atEnd);
        pair.Commit();
        root.LinksPass(1, 1, atEnd);
        pair.Commit();
        ulong before = pair.Active.Ids.Last;
        root.LinksPass(20, went, atEnd);
        pair.Commit();
        AssertSame();
        Assert.That(pair.Active.Ids.Last - before, Is.EqualTo(Of<LinkedList<Leaf>>("linkedLeaves").Count(leaf => Replicated.Woven.Header.IdOf(leaf) > before)), "objects that were sent");
        Assert.That(pair.Active.Ids.Last - before, Is.LessThanOrEqualTo(20), "objects that were sent");
    }

    [Test]
    public void a_linked_list_that_another_thread_works_at_has_each_item_once()
    {
        root.LinksClear();
        WorkedAt(root.LinksWork, "links", copy =>
        {
            int[] items = [.. Of<LinkedList<int>>(copy, "links").Reverse()];
            Assert.That(items, Is.EqualTo(Enumerable.Range(items.FirstOrDefault(), items.Length)));
        });
    }

    /// <summary>Elsewhere members hold nodes of linked lists of numbers; none of a list that is watched.</summary>
    [Test]
    public void the_nodes_of_a_watched_linked_list_have_no_ids()
    {
        Replicated.Collections.LinkedNodes<int>.Hold();
        root.LinksAddFirst();
        pair.Commit();
        ulong before = pair.Active.Ids.Last;
        for (int i = 0; i < 20; i++)
        {
            root.LinksAddBefore();
            pair.Commit();
            root.LinksAsQueue();
            pair.Commit();
            AssertSame();
        }
        Assert.That(pair.Active.Ids.Last, Is.EqualTo(before));
        pair.Snapshot();
        pair = pair.TakeOver();
        root = (Watched)pair.Active.Roots["root"];
        root.LinksAddFirst();
        pair.Snapshot();
        pair.Commit();
        AssertSame();
    }

    [Test]
    public void a_commit_that_fails_while_a_linked_list_ceases_to_be_watched_changes_nothing_of_what_others_have()
    {
        Replicated.Collections.LinkedNodes<int>.Hold();
        root.LinksAddFirst();
        pair.Commit();
        root.LinksAddFirst();
        pair.Commit();
        pair.Active.AddRoot("alias", Of<LinkedList<int>>("links"));
        var refused = new List<Leaf?> { new Refused() };
        pair.Active.AddRoot("refused", refused);
        Assert.That(() => pair.Capture(), Throws.InstanceOf<ReplicationException>());
        pair.Snapshot();
        AssertSame();
        refused.Clear();
        pair.Commit();
        AssertSame();
    }

    [Test]
    public void a_node_that_a_member_holds_after_a_takeover_is_the_one_in_its_list()
    {
        Replicated.Collections.LinkedNodes<int>.Hold();
        root.LinksAddFirst();
        pair.Commit();
        root.LinksAddFirst();
        pair.Commit();
        pair = pair.TakeOver();
        root = (Watched)pair.Active.Roots["root"];
        pair.Snapshot();
        pair.Commit();
        pair.Active.AddRoot("node", Of<LinkedList<int>>("links").Last!);
        pair.Commit();
        pair.Commit();
        AssertSame();
        Assert.That(pair.Standby.Roots["node"], Is.SameAs(Of<LinkedList<int>>(pair.Copy<Watched>(), "links").Last));
    }

    [Test]
    public void a_node_that_a_member_holds_after_all_is_the_one_in_its_list()
    {
        Replicated.Collections.LinkedNodes<int>.Hold();
        root.LinksAddFirst();
        pair.Commit();
        root.LinksAddFirst();
        pair.Commit();
        var links = Of<LinkedList<int>>("links");
        pair.Active.AddRoot("alias", links);
        pair.Commit();
        AssertSame();
        pair.Active.AddRoot("node", links.Last!);
        links.Last!.Value = 77;
        pair.Commit();
        AssertSame();
        Assert.That(pair.Standby.Roots["node"], Is.SameAs(Of<LinkedList<int>>(pair.Copy<Watched>(), "links").Last));
        pair = pair.TakeOver();
        root = (Watched)pair.Active.Roots["root"];
        root.LinksAddFirst();
        pair.Snapshot();
        pair.Commit();
        AssertSame();
        Assert.That(pair.Standby.Roots["node"], Is.SameAs(Of<LinkedList<int>>(pair.Copy<Watched>(), "links").Last));
    }

    static Dictionary<string, int> Map(Watched of) => (Dictionary<string, int>)Field("map").GetValue(of)!;

    void AssertSame() => AssertSame(pair.Copy<Watched>());

    void AssertSame(Watched copy)
    {
        foreach (var field in Collections)
        {
            Assert.That(Text(field.GetValue(copy)!), Is.EqualTo(Text(field.GetValue(root)!)), field.Name);
        }
    }

    static string Text(object collection)
    {
        var items = collection switch
        {
            PriorityQueue<string, int> priorities => priorities.UnorderedItems.Select(item => $"{item}"),
            PriorityQueue<Leaf, string> priorities => priorities.UnorderedItems.Select(item => $"{item.Priority} {TextOf(item.Element)}"),
            _ => ((System.Collections.IEnumerable)collection).Cast<object?>().Select(TextOf),
        };
        var all = items.ToList();
        if (collection is System.Collections.Concurrent.ConcurrentDictionary<int, int> or System.Collections.Concurrent.ConcurrentDictionary<string, Leaf>)
            all.Sort(StringComparer.Ordinal);
        return string.Join(' ', all);
    }

    static string TextOf(object? item) => item switch
    {
        null => "null",
        Leaf leaf => $"leaf {leaf.Number}",
        KeyValuePair<int, Leaf> entry => $"{entry.Key}: {entry.Value.Number}",
        KeyValuePair<string, Leaf> entry => $"{entry.Key}: {entry.Value.Number}",
        _ => $"{item}",
    };
}
