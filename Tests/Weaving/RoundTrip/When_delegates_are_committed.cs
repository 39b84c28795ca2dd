using AssemblyToProcess;
using Replicated.Tests.Capture;
using Replicated.Woven;

namespace Replicated.Tests.Weaving.RoundTrip;

public class When_delegates_are_committed : RoundTripTest
{
    const int Seeds = 20;
    const int Rounds = 25;

    [TearDown]
    public void ClearStatics() => Publisher.Clear();

    static IEnumerable<int> Ways() => Enumerable.Range(0, Publisher.Ways);

    [TestCaseSource(nameof(Ways))]
    public void they_do_the_same_on_the_standby(int way)
    {
        var pair = new Pair();
        var root = pair.Root(new Publisher { Other = new Publisher.Derived() });
        pair.Commit();
        root.Subscribe(way, 3);
        pair.Commit();
        Same(root, pair.Copy<Publisher>(), "subscribed");
        root.Raise(4);
        pair.Commit();
        Same(root, pair.Copy<Publisher>(), "raised");

        root.Raise(5);
        pair.Copy<Publisher>().Raise(5);
        Same(root, pair.Copy<Publisher>(), "raised on each side by itself");
    }

    [Test]
    public void many_of_them_in_any_order_do_the_same_also_after_a_takeover()
    {
        int first = Environment.TickCount;
        TestContext.Out.WriteLine($"seeds {first} to {first + Seeds - 1}");
        foreach (int seed in Enumerable.Range(first, Seeds))
        {
            var random = new Random(seed);
            var pair = new Pair();
            var root = pair.Root(random.Next(2) == 0 ? new Publisher.Derived() : new Publisher());
            root.Other = random.Next(2) == 0 ? root : new Publisher.Derived();
            Run(pair, root, random, $"seed {seed}");
            pair.Snapshot(sliceBytes: 64);
            Same(root, pair.Copy<Publisher>(), $"seed {seed}, snapshot");

            var active = pair.Copy<Publisher>();
            var next = pair.TakeOver();
            next.Snapshot();
            Run(next, active, random, $"seed {seed}, taken over");
        }
    }

    static void Run(Pair pair, Publisher root, Random random, string when)
    {
        for (int round = 0; round < Rounds; round++)
        {
            int way = random.Next(Publisher.Ways + 3);
            if (way < Publisher.Ways)
                root.Subscribe(way, random.Next(9));
            else
                root.Raise(random.Next(9));
            pair.Commit();
            Same(root, pair.Copy<Publisher>(), $"{when}, round {round}: {way}");
        }
    }

    [Test]
    public void a_static_event_arrives()
    {
        var pair = new Pair();
        var log = pair.Root(new Publisher());
        Publisher.Everywhere += text => log.Log.Add(text);
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.StartsWith("AssemblyToProcess.Publisher.Everywhere: "), "this lambda is not in woven code");
        Publisher.Clear();
        pair.Commit();
    }

    [Test]
    public void a_method_of_an_object_that_is_not_replicated_is_refused_with_its_path()
    {
        var pair = new Pair();
        var root = pair.Root(new Publisher());
        pair.Commit();
        root.Actions.Add(new Unreplicated().Go);
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.StartsWith("root.Actions").And.Message.Contains("Unreplicated"));
        root.Actions.Clear();
        root.Subscribe(0, 0);
        pair.Commit();
        Same(root, pair.Copy<Publisher>(), "the next commit brings all");
    }

    const string Rankings = """
        using System.Collections.Generic;
        [Replicated] public class Ranking<T>(IComparer<T> comparer)
        {
            readonly System.Comparison<T> taken = comparer.Compare;
            public int Compare(T x, T y) => taken(x, y);
        }
        [Replicated] public class Sameness<T>(EqualityComparer<T> comparer)
        {
            readonly System.Func<T, T, bool> taken = comparer.Equals;
            public bool Equal(T x, T y) => taken(x, y);
        }
        [Replicated] public class Reverse<T> : IComparer<T>
        {
            public int Factor = -1;
            int IComparer<T>.Compare(T x, T y) => Factor * Comparer<T>.Default.Compare(x, y);
        }
        [Replicated] public class Far : Comparer<int>
        {
            public int From = 10;
            public override int Compare(int x, int y) => System.Math.Abs(x - From) - System.Math.Abs(y - From);
        }
        [Replicated] public class Order(int number) : System.IComparable<Order>
        {
            public int Number = number;
            public int CompareTo(Order other) => Number - other.Number;
        }
        """;

    /// <summary>Woven code names the method of the interface or base class; which one it comes to is a matter of the target.</summary>
    [Test]
    public void a_method_taken_through_an_interface_or_a_base_class_arrives()
    {
        const string Source = Rankings + """
            public static class Program
            {
                static Ranking<decimal> replicatedNumbers = new(Comparer<decimal>.Default);
                static Ranking<Order> replicatedOrders = new(Comparer<Order>.Default);
                static Ranking<int> replicatedReversed = new(new Reverse<int>());
                static Ranking<int> replicatedFar = new(new Far());
                static Sameness<string> replicatedTexts = new(EqualityComparer<string>.Default);
                static Sameness<Order> replicatedIdentities = new(EqualityComparer<Order>.Default);
                static Order replicatedOrder = new(3);
                public static string Compare() => string.Join(" ",
                    replicatedNumbers.Compare(2, 1), replicatedOrders.Compare(replicatedOrder, new Order(2)), replicatedReversed.Compare(2, 1), replicatedFar.Compare(8, 20),
                    replicatedTexts.Equal("a", "a"), replicatedIdentities.Equal(replicatedOrder, new Order(3)), replicatedIdentities.Equal(replicatedOrder, replicatedOrder));
            }
            """;
        var program = WovenProgram.From(Source);
        var standby = WovenProgram.From(Source);
        string expected = (string)program.Run("Program.Compare")!;
        Assert.That(expected, Is.EqualTo("1 1 -1 -8 True False True"));
        var follower = new ProgramState(standby);
        follower.Apply(new ProgramState(program).Activate().Capture());
        Assert.That(standby.Run("Program.Compare"), Is.EqualTo(expected));
    }

    /// <summary>Its order is that of the culture of the process.</summary>
    [Test]
    public void the_default_order_of_texts_is_refused_with_its_path()
    {
        const string Source = Rankings + """
            public static class Program
            {
                static Ranking<string> replicatedRanking = new(Comparer<string>.Default);
            }
            """;
        var program = WovenProgram.From(Source);
        Assert.That(() => new ProgramState(program).Activate().Capture(), Throws.Exception.With.Message.StartsWith("Program.replicatedRanking.taken: the comparer System.Collections.Generic.GenericComparer"));
    }

    /// <summary>The compiler counts lambdas, so in another build the same name can be another one.</summary>
    [Test]
    public void a_lambda_of_another_build_is_refused_and_not_taken_for_another_one()
    {
        var pair = new Pair();
        var root = pair.Root(new Publisher());
        root.Subscribe(2, 0);
        var frame = pair.Capture()!;
        var (_, code) = DelegateMethods.Codes.Single(module => module.Assembly == "AssemblyToProcess");
        var type = typeof(Publisher).TypeHandle;
        DelegateMethods.AddCode(type, "of another build");
        try
        {
            Assert.That(() => pair.Applier.Apply(frame), Throws.TypeOf<ReplicationException>().With.Message.Contains("<Subscribe>").And.Message.Contains("another code of it"));
        }
        finally
        {
            DelegateMethods.AddCode(type, code);
        }
    }

    static void Same(Publisher root, Publisher copy, string when) => Assert.That(DeepComparison.Of(root, copy).Differences, Is.Empty, when);

    sealed class Unreplicated
    {
        int calls;

        internal void Go() => calls++;
    }
}
