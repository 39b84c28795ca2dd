namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>A member refers to a node of a linked list: its place, its value and its identity arrive.</summary>
[NonParallelizable]
public class When_nodes_of_linked_lists_are_committed() : TwoProgramsTest(When_nodes_of_linked_lists_are_committed.Source)
{
    const string Source = """
        [Replicated] public class Item { public int Number; }
        [Replicated] public class Cache
        {
            public LinkedList<Item> Order = new();
            public LinkedList<Item> Old = new();
            public Dictionary<int, LinkedListNode<Item>> Nodes = new();
            public LinkedListNode<Item> One;
            public object Any;
        }
        public static class Run
        {
            static Cache replicatedCache = new();
            static LinkedList<Item> aside = new();
            static int next;
            public static void Add(int number, bool first) { var node = new LinkedListNode<Item>(new Item { Number = number }); replicatedCache.Nodes[next++] = node; if (first) replicatedCache.Order.AddFirst(node); else replicatedCache.Order.AddLast(node); }
            public static void Unheld(int number) => replicatedCache.Order.AddLast(new Item { Number = number });
            public static void HoldLast() => replicatedCache.One = replicatedCache.Order.Last;
            public static void Use(int key) { var node = replicatedCache.Nodes[key]; node.List?.Remove(node); replicatedCache.Order.AddFirst(node); }
            public static void Retire(int key) { var node = replicatedCache.Nodes[key]; node.List?.Remove(node); replicatedCache.Old.AddLast(node); }
            public static void Remove(int key) { var node = replicatedCache.Nodes[key]; node.List?.Remove(node); }
            public static void Forget(int key) { Remove(key); replicatedCache.Nodes.Remove(key); }
            public static void Value(int key, int number) => replicatedCache.Nodes[key].Value = new Item { Number = number };
            public static void Aside(int number) { aside.AddLast(new Item { Number = number }); aside.AddLast(new Item { Number = number + 1 }); replicatedCache.One = aside.Last; replicatedCache.Any = aside.First; }
            public static void TakeOut(int number) { var node = replicatedCache.One; node.List.Remove(node); node.Value = new Item { Number = number }; }
            public static void Derived() { var list = new Names(); list.AddLast(new Item()); replicatedCache.One = list.First; }
            public class Names : LinkedList<Item> { }
            public static void Drop() { replicatedCache.One = null; replicatedCache.Any = null; }
            public static void Random(int seed)
            {
                var random = new Random(seed);
                for (int i = random.Next(8); i >= 0; i--)
                {
                    var keys = new List<int>(replicatedCache.Nodes.Keys);
                    int key = keys.Count == 0 ? -1 : keys[random.Next(keys.Count)];
                    switch (random.Next(key < 0 ? 2 : 9))
                    {
                        case 0: Add(random.Next(100), random.Next(2) == 0); break;
                        case 1: Unheld(random.Next(100)); break;
                        case 2: Use(key); break;
                        case 3: Retire(key); break;
                        case 4: Remove(key); break;
                        case 5: Value(key, random.Next(100)); break;
                        case 6: if (random.Next(3) == 0) Forget(key); break;
                        case 7: HoldLast(); break;
                        case 8: if (random.Next(5) == 0) replicatedCache.Old.Clear(); break;
                    }
                }
            }
            static string Place(LinkedListNode<Item> node)
            {
                if (node == null) return "none";
                string list = node.List == null ? "no list" : node.List == replicatedCache.Order ? "order" : node.List == replicatedCache.Old ? "old" : "another";
                int at = 0;
                for (var one = node.List?.First; one != null && one != node; one = one.Next) at++;
                return $"{list}[{at}]={node.Value.Number}";
            }
            public static string Show()
            {
                string text = "";
                foreach (var item in replicatedCache.Order) text += item.Number + " ";
                text += "|";
                foreach (var item in replicatedCache.Old) text += " " + item.Number;
                foreach (var entry in new SortedDictionary<int, LinkedListNode<Item>>(replicatedCache.Nodes)) text += $" | {entry.Key}: {Place(entry.Value)}";
                return text + $" | {Place(replicatedCache.One)} {Place((LinkedListNode<Item>)replicatedCache.Any)} {(replicatedCache.One != null && replicatedCache.One.List == (replicatedCache.Any as LinkedListNode<Item>)?.List)}";
            }
        }
        """;

    [Test]
    public void a_node_is_the_one_in_its_list()
    {
        Active.Run("Run.Add", 1, false);
        Active.Run("Run.Add", 2, true);
        Active.Run("Run.Unheld", 3);
        Active.Run("Run.HoldLast");
        Expect("2 1 3 | | 0: order[1]=1 | 1: order[0]=2 | order[2]=3 none False");
    }

    [Test]
    public void it_moves_within_its_list_and_to_another_and_leaves_it()
    {
        for (int number = 0; number < 4; number++)
            Active.Run("Run.Add", number, false);
        Expect("0 1 2 3 | | 0: order[0]=0 | 1: order[1]=1 | 2: order[2]=2 | 3: order[3]=3 | none none False");
        Active.Run("Run.Use", 2);
        Expect("2 0 1 3 | | 0: order[1]=0 | 1: order[2]=1 | 2: order[0]=2 | 3: order[3]=3 | none none False");
        Active.Run("Run.Retire", 0);
        Expect("2 1 3 | 0 | 0: old[0]=0 | 1: order[1]=1 | 2: order[0]=2 | 3: order[2]=3 | none none False");
        Active.Run("Run.Remove", 1);
        Expect("2 3 | 0 | 0: old[0]=0 | 1: no list[0]=1 | 2: order[0]=2 | 3: order[1]=3 | none none False");
        Active.Run("Run.Use", 1);
        Active.Run("Run.Use", 0);
        Expect("0 1 2 3 | | 0: order[0]=0 | 1: order[1]=1 | 2: order[2]=2 | 3: order[3]=3 | none none False");
    }

    [Test]
    public void a_value_that_is_set_through_the_node_arrives_in_a_list_and_out_of_one()
    {
        Active.Run("Run.Add", 1, false);
        Active.Run("Run.Add", 2, false);
        Expect("1 2 | | 0: order[0]=1 | 1: order[1]=2 | none none False");
        Active.Run("Run.Value", 0, 7);
        Active.Run("Run.Remove", 1);
        Expect("7 | | 0: order[0]=7 | 1: no list[0]=2 | none none False");
        Active.Run("Run.Value", 1, 8);
        Expect("7 | | 0: order[0]=7 | 1: no list[0]=8 | none none False");
        Assert.That(State.Capture(), Is.Null, "nothing is sent where none changes");
    }

    [Test]
    public void a_list_that_nothing_else_refers_to_comes_with_it()
    {
        Active.Run("Run.Aside", 4);
        Expect("| | another[1]=5 another[0]=4 True");
        Active.Run("Run.TakeOut", 9);
        Expect("| | no list[0]=9 another[0]=4 False");
        Active.Run("Run.Drop");
        Expect("| | none none False");
    }

    [Test]
    public void one_of_a_list_that_cannot_be_replicated_is_refused_with_its_path()
    {
        Active.Run("Run.Add", 1, false);
        Active.Run("Run.Derived");
        Assert.That(() => State.Capture(), Throws.Exception.With.Message.Contains("Run.replicatedCache.One").And.Message.Contains("its class derives from that and is not replicated; mark it with [Replicated]"));
        Active.Run("Run.Drop");
        Expect("1 | | 0: order[0]=1 | none none False");
    }

    [Test]
    public void each_step_of_random_ones_arrives_also_by_snapshots_and_after_a_takeover()
    {
        int first = Environment.TickCount;
        for (int seed = first; seed < first + 120; seed++)
        {
            Active.Run("Run.Random", seed);
            if (State.Capture() is { } frame)
                Follower.Apply(frame);
            if (seed % 10 == 0)
                Follower.Replace(State);
            Assert.That(Standby.Run("Run.Show"), Is.EqualTo(Active.Run("Run.Show")), $"seed {seed}, first {first}");
        }
        var third = WovenProgram.From(Source);
        var last = new ProgramState(third);
        Follower.Activate(2);
        last.Replace(Follower);
        for (int seed = first; seed < first + 40; seed++)
        {
            Standby.Run("Run.Random", seed);
            if (Follower.Capture() is { } frame)
                last.Apply(frame);
            Assert.That(third.Run("Run.Show"), Is.EqualTo(Standby.Run("Run.Show")), $"taken over, seed {seed}, first {first}");
        }
    }

    void Expect(string state)
    {
        Follower.Apply(State.Capture());
        Assert.That((Active.Run("Run.Show"), Standby.Run("Run.Show")), Is.EqualTo((state, state)));
    }
}
