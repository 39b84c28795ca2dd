using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>A replicated class that derives from a collection: its items, its own members, its identity and its exact class arrive.</summary>
[NonParallelizable]
public class When_a_class_derives_from_a_collection() : TwoProgramsTest(When_a_class_derives_from_a_collection.Source)
{
    const string Source = """
        using System.Linq;
        [Replicated] public class Order { public int Number; public Orders In; }
        [Replicated] public class Orders : List<Order>
        {
            public static int Made;
            public string Name = "initial";
            public List<int> Log = new();
            [NotReplicated("of this node")] public int Seen = 7;
            public Orders() => Made++;
            public new void Add(Order order) { base.Add(order); Log.Add(order == null ? -1 : order.Number); if (order != null) order.In = this; }
            public override bool Equals(object other) => other is Orders orders && orders.Count == Count;
            public override int GetHashCode() => Count;
        }
        [Replicated] public class Late : Orders { public int Days; }
        [Replicated] public class Bag<T> : List<T> { public T Best; }
        public class Numbers : Bag<int> { public int Sum; }
        [Replicated] public class Plain : List<string> { }
        [Replicated] public class Chain : List<Chain> { public int Depth; }
        public class Partly : List<int> { [Replicated] public int Kept; public int Lost; }
        public static class Run
        {
            [Replicated] static Orders first = new();
            [Replicated] static List<Order> asList;
            [Replicated] static object asObject;
            [Replicated] static IReadOnlyList<Order> asInterface;
            [Replicated] static Late late;
            [Replicated] static Bag<int> numbers;
            [Replicated] static Bag<Order> orders;
            [Replicated] static Plain plain;
            [Replicated] static Chain chain;
            [Replicated] static Partly partly;
            static Chain aside;
            public static void Fill()
            {
                first.Add(new Order { Number = 1 });
                first.Add(null);
                first.Add(new Order { Number = 2 });
                first.Name = "first";
                asList = first;
                asObject = first;
                asInterface = first;
                late = new Late { Days = 3, Name = "late" };
                late.Add(first[0]);
                numbers = new Numbers { Best = 5, Sum = 6 };
                numbers.AddRange(new[] { 4, 5 });
                orders = new Bag<Order> { Best = first[2] };
                orders.Add(first[2]);
                plain = new Plain { "a", null, "b" };
                chain = new Chain { Depth = 1 };
                chain.Add(chain);
                chain.Add(new Chain { Depth = 2 });
                partly = new Partly { 1, 2 };
                partly.Kept = 8;
                partly.Lost = 9;
            }
            public static void Change()
            {
                first.RemoveAt(1);
                first.Insert(0, new Order { Number = 9 });
                asList.Add(null);
                late.Days++;
                numbers[0] = 44;
                plain.Clear();
                chain[1].Add(chain);
            }
            public static void DropChain() { aside = chain; chain = null; }
            public static void Relink() { aside.Depth = 11; chain = aside; }
            public static void ChangeAside() { aside[1].Clear(); aside.Depth = 10; }
            static string Text(IEnumerable<Order> items) => string.Join(",", items.Select(item => item == null ? "-" : item.Number + (item.In == null ? "" : item.In == first ? "f" : item.In == late ? "l" : "?")));
            static string Text(Orders orders) => $"{orders.GetType().Name} {orders.Name} [{Text((IEnumerable<Order>)orders)}] {string.Join("+", orders.Log)}";
            public static string Show() => string.Join(" | ",
                Text(first), Text(late) + late.Days, $"{numbers.GetType().Name} {numbers.Best} {((Numbers)numbers).Sum} {string.Join(",", numbers)}",
                $"{ReferenceEquals(orders[0], first[2])} {ReferenceEquals(orders.Best, first[2])}", string.Join(",", plain.Select(text => text ?? "null")),
                chain == null ? "none" : $"{chain.Depth} {ReferenceEquals(chain, chain[0])} {chain[1].Depth} {chain[1].Count} {(chain[1].Count > 0 && ReferenceEquals(chain, chain[1][0]))}", string.Join(",", partly) + " " + partly.Kept);
            public static string Same() => $"{ReferenceEquals(first, asList)} {ReferenceEquals(first, asObject)} {ReferenceEquals(first, asInterface)}";
            public static string OfThisNode() => $"made {Orders.Made}, seen {first.Seen} {late.Seen}, lost {partly.Lost}";
            public static object First() => first;
        }
        """;

    const string Filled = "Orders first [1l,-,2f] 1+-1+2 | Late late [1l] 13 | Numbers 5 6 4,5 | True True | a,null,b | 1 True 2 0 False | 1,2 8";
    const string Changed = "Orders first [9,1l,2f,-] 1+-1+2 | Late late [1l] 14 | Numbers 5 6 44,5 | True True |  | 1 True 2 1 True | 1,2 8";

    [Test]
    public void items_members_and_identity_arrive()
    {
        Active.Run("Run.Fill");
        Expect(Filled);
        Assert.That(Standby.Run("Run.Same"), Is.EqualTo("True True True"));
        Active.Run("Run.Change");
        Expect(Changed);
        Assert.That(State.Capture(), Is.Null, "nothing is sent where none changes");
    }

    [Test]
    public void no_constructor_of_the_class_runs_on_the_standby()
    {
        Active.Run("Run.Fill");
        Expect(Filled);
        Assert.That(Standby.Run("Run.OfThisNode"), Is.EqualTo("made 1, seen 7 0, lost 0"), "the one that the initialiser of this node made, and no other");
    }

    [Test]
    public void what_the_initialiser_of_a_standby_made_is_filled_in_place()
    {
        object own = Standby.Run("Run.First")!;
        Active.Run("Run.Fill");
        Expect(Filled);
        Assert.That(Standby.Run("Run.First"), Is.SameAs(own));
    }

    [Test]
    public void a_snapshot_has_them_and_the_frame_after_it()
    {
        Active.Run("Run.Fill");
        State.Capture();
        Follower.Replace(State);
        Assert.That(Standby.Run("Run.Show"), Is.EqualTo(Filled));
        Assert.That(Standby.Run("Run.Same"), Is.EqualTo("True True True"));
        Active.Run("Run.Change");
        Expect(Changed);
    }

    [Test]
    public void a_standby_goes_on_with_them_after_a_takeover()
    {
        Active.Run("Run.Fill");
        Expect(Filled);
        Follower.Activate(2);
        var third = WovenProgram.From(Source);
        var last = new ProgramState(third);
        last.Replace(Follower);
        Assert.That(Follower.Capture(), Is.Null, "nothing has changed");
        Standby.Run("Run.Change");
        last.Apply(Follower.Capture());
        Assert.That((Standby.Run("Run.Show"), third.Run("Run.Show")), Is.EqualTo((Changed, Changed)));
    }

    [Test]
    public void one_that_nothing_refers_to_is_taken_away_with_its_items_and_comes_back_whole()
    {
        Active.Run("Run.Fill");
        Expect(Filled);
        int before = Follower.ObjectCount;
        Active.Run("Run.DropChain");
        Follower.Apply(State.Capture());
        State.Collect(Follower);
        Follower.Apply(State.Capture());
        Assert.That(Follower.ObjectCount, Is.EqualTo(before - 4), "two objects of a class derived from a list, and the items of each");
        Active.Run("Run.ChangeAside");
        Assert.That(State.Capture(), Is.Null, "it is not part of the state");
        Active.Run("Run.Relink");
        Expect(Filled.Replace("1 True 2 0 False", "11 True 2 0 False"));
        Assert.That(Follower.ObjectCount, Is.EqualTo(before));
    }

    [Test]
    public void what_is_stored_unseen_in_its_items_arrives_where_the_whole_state_is_taken()
    {
        Active.Run("Run.Fill");
        Expect(Filled);
        object order = ((System.Collections.IList)Active.Run("Run.First")!)[0]!;
        Active.Type("Order").GetField("Number")!.SetValue(order, 77);
        Assert.That(State.Capture(), Is.Null, "nobody saw it");
        State.TakeWholeState();
        Expect(Filled.Replace("1l", "77l", StringComparison.Ordinal));
    }

    [Test]
    public void it_is_a_root_and_is_refused_as_one_where_its_comparer_cannot_be_replicated()
    {
        const string source = """
            [Replicated] public class Prices : Dictionary<string, int>
            {
                public int Number = 4;
                public Prices(bool own) : base(own ? EqualityComparer<string>.Create((first, second) => first == second) : StringComparer.Ordinal) { }
            }
            """;
        var (first, second) = (WovenProgram.From(source), WovenProgram.From(source));
        var (sender, receiver) = (new ProgramState(first).Activate(), new ProgramState(second));
        Assert.That(() => sender.AddRoot("bad", first.New("Prices", true)), Throws.Exception.With.Message.StartsWith("The root 'bad' cannot be a Prices: a dictionary with the comparer"));
        var prices = (Dictionary<string, int>)first.New("Prices", false);
        sender.AddRoot("prices", prices);
        prices["a"] = 3;
        receiver.Apply(sender.Capture());
        var copy = (Dictionary<string, int>)receiver.FindRoot("prices")!;
        Assert.That((copy.GetType().Name, copy["a"], copy.Comparer, copy.GetType().GetField("Number")!.GetValue(copy)), Is.EqualTo(("Prices", 3, StringComparer.Ordinal, 4)));
    }

    [TestCase("", "ReplicatedNames", "<Replicated />")]
    [TestCase("[Replicated] ", "Names", "<Replicated />")]
    [TestCase("", "Names", "<Replicated Include=\"My.*\" />")]
    public void the_mark_is_a_name_an_attribute_or_a_pattern(string attribute, string name, string configuration)
    {
        string source = $$"""
            namespace My
            {
                {{attribute}}public class {{name}} : List<string> { public int Number; }
            }
            public static class Run
            {
                [Replicated] static My.{{name}} names;
                public static void Make() { names = new() { "a" }; names.Number = 3; }
                public static string Show() => $"{string.Join(",", names)} {names.Number}";
            }
            """;
        Assert.That(Followed("Run.Make", configuration, source), Is.EqualTo("a 3"));
    }

    [Test]
    public void one_of_another_woven_assembly_is_derived_from_and_its_base_is_generic()
    {
        const string library = "[Replicated] public abstract class Table<TItem> : Dictionary<string, TItem> { public TItem Default; protected Table() : base(StringComparer.OrdinalIgnoreCase) { } }";
        const string source = """
            public class Shelf<T> : Table<List<T>> { public int Number; }
            public sealed class Names : Shelf<string> { public Names Next; }
            public static class Run
            {
                [Replicated] static Names names;
                [Replicated] static IDictionary<string, List<string>> same;
                [Replicated] static Func<string, bool> has;
                public static void Make() { names = new() { Number = 2, Default = [] }; names["A"] = names.Default; names.Next = names; same = names; has = names.ContainsKey; }
                public static string Show() => $"{names["a"].Count} {names.Number} {ReferenceEquals(names.Default, names["a"])} {names.Next == names} {ReferenceEquals(same, names)} {has.Target == names} {has("a")}";
            }
            """;
        Assert.That(Followed("Run.Make", "<Replicated />", library, source), Is.EqualTo("0 2 True True True True True"));
    }

    static object? Followed(string method, string configuration, params string[] sources)
    {
        var (first, second) = (WovenProgram.From(OptimizationLevel.Release, configuration, sources), WovenProgram.From(OptimizationLevel.Release, configuration, sources));
        var (sender, receiver) = (new ProgramState(first).Activate(), new ProgramState(second));
        first.Run(method);
        receiver.Apply(sender.Capture());
        receiver.Activate(2);
        Assert.That(receiver.Capture(), Is.Null);
        return second.Run("Run.Show");
    }

    /// <summary>An assembly that is not woven has a class between: it holds nothing, so nothing is lost.</summary>
    [TestCase("public class Between<T> : List<T> { }", null)]
    [TestCase("public class Between<T> : List<T> { protected int held = 3; }", "RPL4001")]
    public void a_base_between_that_is_not_woven_may_hold_nothing(string between, string? refusal)
    {
        var library = SampleCompiler.Compile(between, name: "Library");
        var program = SampleCompiler.Compile("[Replicated] public class Names : Between<string> { public int Number; }", references: library);
        var (result, _) = SampleWeaver.Weave(program, references: library);
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Rule.Id), Is.EqualTo(refusal is null ? [] : new[] { refusal }));
    }

    [TestCase("Things", "System.Collections.Generic.List`1<System.Object> on the active and from none")]
    [TestCase("Things : Queue<object>", "System.Collections.Generic.List`1<System.Object> on the active and from System.Collections.Generic.Queue`1<System.Object>")]
    public void a_frame_of_a_build_where_its_base_is_another_one_is_refused(string here, string refusal)
    {
        const string rest = " { public int Number; } public static class Run { [Replicated] static Things things; public static void Make() => things = new(); }";
        var (first, second) = (WovenProgram.From("[Replicated] public class Things : List<object>" + rest), WovenProgram.From($"[Replicated] public class {here}" + rest));
        var sender = new ProgramState(first).Activate();
        first.Run("Run.Make");
        byte[]? frame = sender.Capture();
        Assert.That(() => new ProgramState(second).Apply(frame), Throws.Exception.With.Message.Contains($"Things derives from {refusal} in this build: deploy the build of the active on this node too"));
    }

    [Test]
    public void one_whose_equality_comes_from_its_items_is_a_key()
    {
        const string source = """
            using System.Linq;
            [Replicated] public class Names : HashSet<string>
            {
                public override bool Equals(object other) => other is Names names && SetEquals(names);
                public override int GetHashCode() => this.Sum(name => name.Length);
            }
            public static class Run
            {
                [Replicated] static Dictionary<Names, int> table = new();
                [Replicated] static HashSet<Names> all = new();
                public static void Fill() { foreach (string text in new[] { "a", "bb", "ccc" }) { var names = new Names { text, "x" + text }; table[names] = text.Length; all.Add(names); } }
                public static string Show() => string.Join(" ", new[] { "a", "bb", "ccc" }.Select(text => { var key = new Names { text, "x" + text }; return $"{table.GetValueOrDefault(key)} {all.Contains(key)}"; }));
            }
            """;
        var (first, second) = (WovenProgram.From(source), WovenProgram.From(source));
        var (sender, receiver) = (new ProgramState(first).Activate(), new ProgramState(second));
        first.Run("Run.Fill");
        receiver.Apply(sender.Capture());
        receiver.Activate(2);
        Assert.That(second.Run("Run.Show"), Is.EqualTo("1 True 2 True 3 True"));
    }

    [Test]
    public void what_is_in_one_is_refused_with_its_path()
    {
        const string source = """
            [Replicated] public class Things : List<object> { public int Number; }
            public class Names : List<string> { }
            public static class Run
            {
                [Replicated] static Things things = new();
                [Replicated] static List<string> names;
                public static void Put() { things.Add(new Things()); ((Things)things[0]).Add(new Random[1]); }
                public static void PutThread() => ((Things)things[0]).Add(new System.Threading.Timer(_ => { }));
                public static void PutNames() => names = new Names();
            }
            """;
        var program = WovenProgram.From(source);
        var state = new ProgramState(program).Activate();
        program.Run("Run.PutNames");
        Assert.That(() => state.Capture(), Throws.Exception.With.Message.Contains("Run.names: a Names cannot be replicated where the member is a System.Collections.Generic.List`1<System.String>: its class derives from that and is not replicated; mark it with [Replicated] where it is declared"));
        program = WovenProgram.From(source);
        state = new ProgramState(program).Activate();
        program.Run("Run.Put");
        state.Capture();
        program.Run("Run.PutThread");
        Assert.That(() => state.Capture(), Throws.Exception.With.Message.StartsWith("Run.things[0]: a System.Threading.Timer cannot be replicated"));
    }

    void Expect(string state)
    {
        Follower.Apply(State.Capture());
        Assert.That((Active.Run("Run.Show"), Standby.Run("Run.Show")), Is.EqualTo((state, state)));
    }
}
