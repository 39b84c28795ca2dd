namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>Each collection of the platform that a class can derive from: items, order, comparer and member arrive, and no method of the class runs there.</summary>
[NonParallelizable]
public class When_classes_derive_from_each_collection() : TwoProgramsTest(When_classes_derive_from_each_collection.Source)
{
    const string Source = """
        using System.Linq;
        using System.Collections.Concurrent;
        using System.Collections.ObjectModel;
        using System.Collections.Specialized;
        using System.ComponentModel;
        [Replicated] public class Item { public int Number; public Item() { } public Item(int number) => Number = number; public override string ToString() => Number.ToString(); }
        [Replicated] public class ByNumber : IComparer<Item>, IEqualityComparer<Item>
        {
            public int Sign = 1;
            public int Compare(Item x, Item y) => Sign * x.Number.CompareTo(y.Number);
            public bool Equals(Item x, Item y) => x.Number == y.Number;
            public int GetHashCode(Item item) => item.Number;
        }
        [Replicated] public class OfDictionary : Dictionary<string, Item>, IEnumerable<KeyValuePair<string, Item>>, ICollection<KeyValuePair<string, Item>>
        {
            public string Tag;
            public OfDictionary() : base(StringComparer.OrdinalIgnoreCase) { }
            IEnumerator<KeyValuePair<string, Item>> IEnumerable<KeyValuePair<string, Item>>.GetEnumerator() => throw new Exception("its own enumeration");
            void ICollection<KeyValuePair<string, Item>>.CopyTo(KeyValuePair<string, Item>[] array, int index) => throw new Exception("its own copy");
        }
        [Replicated] public class OfHashSet : HashSet<Item>, IEnumerable<Item>
        {
            public string Tag;
            public OfHashSet() : base(new ByNumber()) { }
            IEnumerator<Item> IEnumerable<Item>.GetEnumerator() => throw new Exception("its own enumeration");
        }
        [Replicated] public class OfSortedSet : SortedSet<Item> { public string Tag; public OfSortedSet() : base(new ByNumber { Sign = -1 }) { } public override void Clear() { Run.Hook(); base.Clear(); } }
        [Replicated] public class OfQueue : Queue<Item> { public string Tag; }
        [Replicated] public class OfStack : Stack<Item> { public string Tag; }
        [Replicated] public class OfLinkedList : LinkedList<Item> { public string Tag; }
        [Replicated] public class OfPriorityQueue : PriorityQueue<Item, Item> { public string Tag; public OfPriorityQueue() : base(new ByNumber { Sign = -1 }) { } }
        [Replicated] public class OfSortedDictionary : SortedDictionary<string, Item> { public string Tag; public OfSortedDictionary() : base(StringComparer.OrdinalIgnoreCase) { } }
        [Replicated] public class OfSortedList : SortedList<Item, int> { public string Tag; public OfSortedList() : base(new ByNumber()) { } }
        [Replicated] public class OfItems : Dictionary<Item, int>, IEnumerable<KeyValuePair<Item, int>>
        {
            public string Tag;
            public OfItems() : base(new ByNumber()) { }
            IEnumerator<KeyValuePair<Item, int>> IEnumerable<KeyValuePair<Item, int>>.GetEnumerator() => throw new Exception("its own enumeration");
        }
        [Replicated] public class OfOrderedDictionary : OrderedDictionary<Item, int>, IEnumerable<KeyValuePair<Item, int>>
        {
            public string Tag;
            public OfOrderedDictionary() : base(new ByNumber()) { }
            IEnumerator<KeyValuePair<Item, int>> IEnumerable<KeyValuePair<Item, int>>.GetEnumerator() => throw new Exception("its own enumeration");
        }
        [Replicated] public class OfConcurrentDictionary : ConcurrentDictionary<Item, Item>, IEnumerable<KeyValuePair<Item, Item>>
        {
            public string Tag;
            public OfConcurrentDictionary() : base(new ByNumber()) { }
            IEnumerator<KeyValuePair<Item, Item>> IEnumerable<KeyValuePair<Item, Item>>.GetEnumerator() => throw new Exception("its own enumeration");
        }
        [Replicated] public class OfConcurrentQueue : ConcurrentQueue<Item> { public string Tag; }
        [Replicated] public class OfConcurrentStack : ConcurrentStack<Item> { public string Tag; }
        [Replicated] public class OfConcurrentBag : ConcurrentBag<Item> { public string Tag; }
        [Replicated] public class OfCollection : Collection<Item>
        {
            public string Tag;
            protected override void InsertItem(int index, Item item) { Run.Hook(); base.InsertItem(index, item); }
            protected override void RemoveItem(int index) { Run.Hook(); base.RemoveItem(index); }
            protected override void SetItem(int index, Item item) { Run.Hook(); base.SetItem(index, item); }
            protected override void ClearItems() { Run.Hook(); base.ClearItems(); }
        }
        [Replicated] public class OfObservable : ObservableCollection<Item>
        {
            public string Tag;
            protected override void InsertItem(int index, Item item) { Run.Hook(); base.InsertItem(index, item); }
            protected override void ClearItems() { Run.Hook(); base.ClearItems(); }
            protected override void OnCollectionChanged(NotifyCollectionChangedEventArgs change) { Run.Hook(); base.OnCollectionChanged(change); }
            protected override void OnPropertyChanged(PropertyChangedEventArgs change) { Run.Hook(); base.OnPropertyChanged(change); }
        }
        [Replicated] public class OfKeyed : KeyedCollection<string, Item>
        {
            public string Tag;
            public OfKeyed() : base(StringComparer.OrdinalIgnoreCase, 2) { }
            protected override string GetKeyForItem(Item item) { Run.Hook(); return "k" + item.Number; }
            public bool HasTable => Dictionary != null;
        }
        [Replicated] public class OfReadOnly : ReadOnlyCollection<Item> { public string Tag; public OfReadOnly(IList<Item> shown) : base(shown) { } }
        [Replicated] public class OfReadOnlyDictionary : ReadOnlyDictionary<string, Item> { public string Tag; public OfReadOnlyDictionary(IDictionary<string, Item> shown) : base(shown) { } }
        [Replicated] public class OfKeyedUnused : KeyedCollection<int, int> { protected override int GetKeyForItem(int item) => item; }

        public static class Run
        {
            public static int Hooks;
            public static void Hook() => Hooks++;
            [Replicated] static OfDictionary dictionary = new(); [Replicated] static OfHashSet set = new(); [Replicated] static OfSortedSet sortedSet = new(); [Replicated] static OfQueue queue = new();
            [Replicated] static OfStack stack = new(); [Replicated] static OfLinkedList linked = new(); [Replicated] static LinkedListNode<Item> node; [Replicated] static OfPriorityQueue priorities = new();
            [Replicated] static OfSortedDictionary sortedDictionary = new(); [Replicated] static OfSortedList sortedList = new(); [Replicated] static OfOrderedDictionary ordered = new();
            [Replicated] static OfConcurrentDictionary concurrentDictionary = new(); [Replicated] static OfItems items = new(); [Replicated] static OfConcurrentQueue concurrentQueue = new(); [Replicated] static OfConcurrentStack concurrentStack = new(); [Replicated] static OfConcurrentBag bag = new();
            [Replicated] static OfCollection collection = new(); [Replicated] static OfObservable observable = new(); [Replicated] static OfKeyed keyed = new(); [Replicated] static OfReadOnly readOnly = new(new List<Item>()); [Replicated] static OfReadOnlyDictionary readOnlyDictionary;
            [Replicated] static KeyedCollection<string, Item> asBase; [Replicated] static Dictionary<string, Item> asDictionary; [Replicated] static object asObject; [Replicated] static IEnumerable<Item> asInterface;
            [Replicated] static List<Item> shown = new(); [Replicated] static Dictionary<string, Item> shownDictionary = new();
            static object[] All => new object[] { dictionary, set, sortedSet, queue, stack, linked, priorities, sortedDictionary, sortedList, ordered, concurrentDictionary, items, concurrentQueue, concurrentStack, bag, collection, observable, keyed, readOnly, readOnlyDictionary };
            static void Tag(string text)
            {
                dictionary.Tag = set.Tag = sortedSet.Tag = queue.Tag = stack.Tag = linked.Tag = priorities.Tag = sortedDictionary.Tag = sortedList.Tag = ordered.Tag = text;
                concurrentDictionary.Tag = items.Tag = concurrentQueue.Tag = concurrentStack.Tag = bag.Tag = collection.Tag = observable.Tag = keyed.Tag = readOnly.Tag = readOnlyDictionary.Tag = text;
            }
            public static void Fill()
            {
                Item one = new(1), two = new(2), three = new(3);
                foreach (var item in new[] { two, one, three })
                {
                    dictionary["k" + item.Number] = item; set.Add(item); sortedSet.Add(item); queue.Enqueue(item); stack.Push(item); linked.AddLast(item); priorities.Enqueue(item, item); sortedDictionary["k" + item.Number] = item;
                    sortedList[item] = item.Number; ordered[item] = item.Number; concurrentDictionary[item] = item; items[item] = item.Number; concurrentQueue.Enqueue(item); concurrentStack.Push(item); bag.Add(item);
                    collection.Add(item); observable.Add(item); keyed.Add(item); shown.Add(item); shownDictionary["k" + item.Number] = item;
                }
                queue.Enqueue(null); stack.Push(null); linked.AddLast((Item)null); collection.Add(null); observable.Add(null);
                readOnly = new(shown); readOnlyDictionary = new(shownDictionary);
                node = linked.First.Next;
                (asBase, asDictionary, asObject, asInterface) = (keyed, dictionary, observable, collection);
                Tag("filled");
            }
            public static void Change()
            {
                Item four = new(4);
                dictionary.Remove("K1"); dictionary["k4"] = four; set.Remove(new Item(1)); set.Add(four); sortedSet.Remove(new Item(2)); sortedSet.Add(four); queue.Dequeue(); stack.Pop(); linked.RemoveFirst(); linked.AddFirst(four);
                priorities.Dequeue(); priorities.Enqueue(four, four); sortedDictionary.Remove("K2"); sortedDictionary["a"] = four; sortedList.RemoveAt(0); sortedList[four] = 44; ordered.RemoveAt(1); ordered.Insert(0, four, 44);
                concurrentDictionary.TryRemove(new Item(1), out _); concurrentDictionary[four] = four; items.Remove(new Item(2)); items[four] = 44; concurrentQueue.TryDequeue(out _); concurrentStack.TryPop(out _); bag.TryTake(out _);
                collection.RemoveAt(0); collection.Insert(1, four); collection[0] = new Item(5); observable.Move(0, 1); observable.Insert(0, four); keyed.Remove("K1"); keyed.Add(four); shown.Add(four); shownDictionary.Remove("k1");
                Tag("changed");
            }
            public static void Clear()
            {
                foreach (object one in All) if (one is ICollection<Item> { IsReadOnly: false } items) items.Clear();
                dictionary.Clear(); queue.Clear(); stack.Clear(); priorities.Clear(); sortedDictionary.Clear(); sortedList.Clear(); ordered.Clear(); concurrentDictionary.Clear(); items.Clear(); concurrentQueue.Clear(); concurrentStack.Clear(); bag.Clear();
                Tag("cleared");
            }
            static string Text(IEnumerable<Item> items) => string.Join(",", items.Select(item => item == null ? "-" : item.ToString()));
            static string[] Shown()
            {
                var lines = new List<string>();
                string text = "";
                foreach (var (key, item) in dictionary) text += key + "=" + item + ","; lines.Add(dictionary.Tag + " " + text + dictionary.ContainsKey("K2"));
                text = ""; foreach (var item in set) text += item + ","; lines.Add(set.Tag + " " + text + set.Contains(new Item(2)));
                lines.Add(sortedSet.Tag + " " + Text(sortedSet) + sortedSet.Contains(new Item(3)));
                lines.Add(queue.Tag + " " + Text(queue)); lines.Add(stack.Tag + " " + Text(stack)); lines.Add(linked.Tag + " " + Text(linked) + (node != null && node.List == linked));
                lines.Add(priorities.Tag + " " + string.Join(",", priorities.UnorderedItems)); lines.Add(sortedDictionary.Tag + " " + string.Join(",", sortedDictionary) + sortedDictionary.ContainsKey("K3"));
                lines.Add(sortedList.Tag + " " + string.Join(",", sortedList)); text = ""; foreach (var (key, number) in ordered) text += $"{key}={number},"; lines.Add(ordered.Tag + " " + text);
                text = ""; foreach (var item in concurrentDictionary.Values.OrderBy(item => item.Number)) text += $"{item},"; lines.Add(concurrentDictionary.Tag + " " + text + concurrentDictionary.ContainsKey(new Item(2)));
                text = ""; foreach (var (key, number) in items) text += $"{key}={number},"; lines.Add(items.Tag + " " + text + items.ContainsKey(new Item(3)));
                lines.Add(concurrentQueue.Tag + " " + Text(concurrentQueue)); lines.Add(concurrentStack.Tag + " " + Text(concurrentStack)); lines.Add(bag.Tag + " " + Text(bag.OrderBy(item => item.Number)));
                lines.Add(collection.Tag + " " + Text(collection)); lines.Add(observable.Tag + " " + Text(observable)); lines.Add(keyed.Tag + " " + Text(keyed) + keyed.Contains("K2") + keyed.HasTable);
                lines.Add(readOnly.Tag + " " + Text(readOnly)); lines.Add(readOnlyDictionary?.Tag + " " + (readOnlyDictionary == null ? "" : string.Join(",", readOnlyDictionary)));
                lines.Add($"{ReferenceEquals(asBase, keyed)} {ReferenceEquals(asDictionary, dictionary)} {ReferenceEquals(asObject, observable)} {ReferenceEquals(asInterface, collection)}");
                return lines.ToArray();
            }
            public static string Show() => string.Join("\n", Shown());
            public static string Types() => string.Join(" ", All.Select(one => one?.GetType().Name));
        }
        """;

    [Test]
    public void items_order_comparers_and_members_arrive_and_no_method_of_the_class_runs()
    {
        foreach (string step in (string[])["Fill", "Change", "Clear", "Fill"])
        {
            Active.Run("Run." + step);
            int hooks = (int)Standby.Type("Run").GetField("Hooks")!.GetValue(null)!;
            Follower.Apply(State.Capture());
            Assert.That(Standby.Type("Run").GetField("Hooks")!.GetValue(null), Is.EqualTo(hooks), step);
            Assert.That(Standby.Run("Run.Show"), Is.EqualTo(Active.Run("Run.Show")), step);
            Assert.That(State.Capture(), Is.Null, step);
        }
        Assert.That(Standby.Run("Run.Types"), Is.EqualTo(Active.Run("Run.Types")));
    }

    [Test]
    public void they_can_be_worked_with_after_a_takeover_and_by_snapshots()
    {
        Active.Run("Run.Fill");
        State.Capture();
        Follower.Replace(State);
        Assert.That(Standby.Run("Run.Show"), Is.EqualTo(Active.Run("Run.Show")));
        Follower.Replace(State);
        Active.Run("Run.Change");
        Follower.Apply(State.Capture());
        Assert.That(Standby.Run("Run.Show"), Is.EqualTo(Active.Run("Run.Show")));
        Follower.Activate(2);
        var third = WovenProgram.From(Source);
        var last = new ProgramState(third);
        last.Replace(Follower);
        foreach (string step in (string[])["Clear", "Fill", "Change", "Clear"])
        {
            Standby.Run("Run." + step);
            last.Apply(Follower.Capture());
            Assert.That(third.Run("Run.Show"), Is.EqualTo(Standby.Run("Run.Show")), step);
        }
    }
}
