using AssemblyToProcess;
using Replicated.Collections;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>They change by calls into the platform, which the build does not see.</summary>
public class When_objects_of_the_platform_are_committed : RoundTripTest
{
    const int Draws = 200;

    static Random[] Sources() => [new(), new(0), new(1234567), new(int.MinValue)];

    static IEnumerable<int> Source => Enumerable.Range(0, Sources().Length);

    [TestCaseSource(nameof(Source))]
    public void a_Random_goes_on_with_the_same_sequence_on_the_standby(int source)
    {
        var (pair, root) = Begin(new PlatformObjects { Dice = Sources()[source] });
        for (int drawn = 0; drawn < 130; drawn += 13)
        {
            for (int i = 0; i < drawn; i++)
                root.Draw();
            pair.Commit();
            Assert.That(State(pair.Copy<PlatformObjects>().Dice!), Is.EqualTo(State(root.Dice!)), $"after {drawn} more");
        }
        SameDraws(root.Dice!, pair.Copy<PlatformObjects>().Dice!);
    }

    [TestCaseSource(nameof(Source))]
    public void it_does_so_through_a_snapshot_and_two_takeovers(int source)
    {
        var (pair, root) = Begin(new PlatformObjects { Dice = Sources()[source] });
        root.Draw();
        pair.Commit();
        pair.Snapshot(sliceBytes: 64);
        Assert.That(State(pair.Copy<PlatformObjects>().Dice!), Is.EqualTo(State(root.Dice!)), "snapshot");

        var active = pair.Copy<PlatformObjects>();
        var next = pair.TakeOver();
        next.Snapshot();
        Assert.That(next.Capture()!.Bytes.Length, Is.EqualTo(BytesAfterTakeover), "a takeover changes nothing");
        active.Draw();
        next.Commit();
        Assert.That(active.Dice!.Next(), Is.EqualTo(Second(root)), "the sequence goes on where it was");
        next.Commit();

        var last = next.Copy<PlatformObjects>();
        next.TakeOver();
        SameDraws(active.Dice!, last.Dice!);
    }

    static int Second(PlatformObjects root)
    {
        root.Draw();
        return root.Draw();
    }

    /// <summary>The trap: a commit that looks at stores only sends nothing.</summary>
    [Test]
    public void drawing_alone_makes_a_frame_and_no_drawing_makes_none()
    {
        var (pair, root) = Begin(new PlatformObjects { Dice = new Random(5) });
        Assert.That(pair.Commit(), Is.Null);
        root.Draw();
        Assert.That(pair.Commit()?.Bytes.Length, Is.LessThan(120), "of one made with a seed the numbers that changed");
        Assert.That(pair.Commit(), Is.Null);
    }

    [Test]
    public void one_that_two_members_hold_is_one_on_the_standby()
    {
        var dice = new Random();
        var (pair, root) = Begin(new PlatformObjects { Dice = dice, Same = dice, Many = [dice, null, new Random(2)], Any = dice });
        root.Draw();
        pair.Commit();
        var copy = pair.Copy<PlatformObjects>();
        Assert.That(copy.Same, Is.SameAs(copy.Dice));
        Assert.That(copy.Many![0], Is.SameAs(copy.Dice));
        Assert.That(copy.Any, Is.SameAs(copy.Dice));
        SameDraws(root.Many![2]!, copy.Many[2]!);
    }

    [Test]
    public void another_one_in_its_place_arrives()
    {
        var (pair, root) = Begin(new PlatformObjects { Dice = new Random(5) });
        root.Dice = new Random();
        pair.Commit();
        SameDraws(root.Dice, pair.Copy<PlatformObjects>().Dice!);
        root.Dice = null;
        pair.Commit();
        Assert.That(pair.Copy<PlatformObjects>().Dice, Is.Null);
    }

    static readonly Random[] refused = [Random.Shared, new Loaded()];

    [TestCaseSource(nameof(refused))]
    public void the_shared_one_and_a_derived_one_are_refused_with_path_and_reason(Random random)
    {
        var (pair, root) = Begin(new PlatformObjects { Dice = new Random(5) });
        root.Dice = random;
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.StartsWith("root.Dice: ").And.Message.Contains("give the state a new Random() of its own"));
        root.Dice = null;
        root.Any = random;
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.StartsWith("root.Any: ").And.Message.Contains("give the state a new Random() of its own"));
        root.Any = null;
        root.Dice = new Random(6);
        pair.Commit();
        SameDraws(root.Dice, pair.Copy<PlatformObjects>().Dice!);
    }

    /// <summary>Its state is private to the platform, which may keep it in another way tomorrow.</summary>
    [Test]
    public void a_platform_that_keeps_its_state_in_another_way_is_refused()
    {
        Assert.That(RandomState.CheckLayout, Throws.Nothing, "this one is known");
        Assert.That(RandomState.FaultOf(new Loaded(), null), Does.StartWith("one without a seed is a Replicated.Tests.").And.Contain("load Int32"));
        Assert.That(RandomState.FaultOf(null, null), Is.EqualTo("one without a seed is a null"));
    }

    [Test]
    public void a_Lazy_that_has_its_value_has_it_on_the_standby()
    {
        var leaf = new Leaf { Number = 3 };
        var (pair, root) = Begin(new PlatformObjects { Leaf = new(leaf), Any = leaf, Number = new(7), Texts = new(["a"]) });
        leaf.Number = 4;
        root.Texts!.Value!.Add("b");
        pair.Commit();
        var copy = pair.Copy<PlatformObjects>();
        Assert.That(copy.Leaf!.IsValueCreated && copy.Number!.IsValueCreated);
        Assert.That(copy.Leaf!.Value, Is.SameAs(copy.Any), "it is the object that others hold, too");
        Assert.That((copy.Leaf.Value!.Number, copy.Number!.Value), Is.EqualTo((4, 7)));
        Assert.That(copy.Texts!.Value, Is.EqualTo(["a", "b"]));
    }

    /// <summary>The trap: the platform makes the value without a store to the member.</summary>
    [Test]
    public void one_that_gets_its_value_later_gets_it_on_the_standby_once()
    {
        var (pair, root) = Begin(new PlatformObjects());
        root.Leaf = root.Later<Leaf?>(new Leaf { Number = 3 });
        pair.Commit();
        var copy = pair.Copy<PlatformObjects>();
        var lazy = copy.Leaf;
        Assert.That(lazy!.IsValueCreated, Is.False);
        Assert.That(pair.Commit(), Is.Null);

        Assert.That(root.Leaf.Value!.Number, Is.EqualTo(3));
        pair.Commit();
        Assert.That(copy.Leaf, Is.SameAs(lazy));
        Assert.That(lazy.IsValueCreated);
        Assert.That((lazy.Value!.Number, copy.Calls), Is.EqualTo((3, 1)));
        Assert.That(pair.Commit(), Is.Null);
    }

    [Test]
    public void after_a_takeover_its_function_makes_the_value_and_the_next_standby_has_it()
    {
        var (pair, root) = Begin(new PlatformObjects());
        root.Number = root.Later(8);
        root.Any = PlatformObjects.Constant();
        pair.Commit();
        pair.Snapshot(sliceBytes: 64);
        var active = pair.Copy<PlatformObjects>();
        var next = pair.TakeOver();
        next.Snapshot();
        Assert.That(next.Capture()!.Bytes.Length, Is.EqualTo(BytesAfterTakeover), "a takeover changes nothing");
        var copy = next.Copy<PlatformObjects>();
        Assert.That(copy.Number!.IsValueCreated, Is.False);
        Assert.That((active.Number!.Value, active.Calls), Is.EqualTo((8, 1)));
        Assert.That(((Lazy<int>)active.Any!).Value, Is.EqualTo(42));
        next.Commit();
        Assert.That(copy.Number.IsValueCreated && ((Lazy<int>)copy.Any!).IsValueCreated);
        Assert.That((copy.Number.Value, copy.Calls), Is.EqualTo((8, 1)));
    }

    /// <summary>The platform forgets the function when it makes the value, which is sent with the next frame only.</summary>
    [Test]
    public void a_snapshot_between_value_and_commit_has_the_function_still()
    {
        var (pair, root) = Begin(new PlatformObjects());
        root.Number = root.Later(8);
        pair.Commit();
        Assert.That(root.Number.Value, Is.EqualTo(8));
        pair.Snapshot();
        Assert.That(pair.Copy<PlatformObjects>().Number!.IsValueCreated, Is.False);
        pair.Commit();
        Assert.That(pair.Copy<PlatformObjects>().Number!.IsValueCreated);
    }

    [Test]
    public void one_whose_function_failed_or_that_has_none_is_refused_with_its_path()
    {
        var (pair, root) = Begin(new PlatformObjects());
        root.Number = new Lazy<int>();
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.StartsWith("root.Number: ").And.Message.Contains("give it a function"));
        root.Number = new Lazy<int>(() => throw new InvalidOperationException("no"));
        Assert.That(() => root.Number.Value, Throws.InvalidOperationException);
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.Contains("has failed"));
        root.Number = new Lazy<int>(() => 3);
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.Contains("no woven code makes one"), "a function that the standby does not find");
        root.Number = new Lazy<int>(3);
        pair.Commit();
        Assert.That(pair.Copy<PlatformObjects>().Number!.Value, Is.EqualTo(3));
    }

    /// <summary>No member of this program is a delegate, so it is the Lazy that makes the lambda one that can be held.</summary>
    [Test]
    public void its_function_may_be_a_lambda_where_nothing_else_holds_delegates()
    {
        const string Source = """
            [Replicated] public class Report
            {
                readonly int count = 3;
                readonly Lazy<string> text;
                public Report(int more) => text = new(() => $"{count + more}");
                public string Text => text.Value;
            }
            public static class Program
            {
                static Report replicatedReport = new(4);
                public static string Text() => replicatedReport.Text;
            }
            """;
        var active = WovenProgram.From(Source);
        var standby = WovenProgram.From(Source);
        var state = new ProgramState(active).Activate();
        var follower = new ProgramState(standby);
        follower.Apply(state.Capture());
        Assert.That(standby.Run("Program.Text"), Is.EqualTo("7"));
    }

    static (Pair Pair, PlatformObjects Root) Begin(PlatformObjects root)
    {
        var pair = new Pair();
        pair.Root(root);
        pair.Commit();
        return (pair, root);
    }

    /// <summary>The compared statics of the samples.</summary>
    static int BytesAfterTakeover
    {
        get
        {
            var next = Begin(new PlatformObjects()).Pair.TakeOver();
            next.Snapshot();
            return next.Capture()!.Bytes.Length;
        }
    }

    static int[] State(Random random)
    {
        int[] numbers = new int[RandomState.LengthOf(random)];
        RandomState.Read(random, numbers);
        return numbers;
    }

    static void SameDraws(Random original, Random copy)
    {
        Assert.That(copy, Is.Not.SameAs(original));
        byte[] first = new byte[7];
        byte[] second = new byte[7];
        for (int i = 0; i < Draws; i++)
        {
            Assert.That((copy.Next(), copy.NextInt64(), copy.NextDouble(), copy.Next(3)), Is.EqualTo((original.Next(), original.NextInt64(), original.NextDouble(), original.Next(3))));
            original.NextBytes(first);
            copy.NextBytes(second);
            Assert.That(second, Is.EqualTo(first));
        }
    }

    sealed class Loaded : Random
    {
        readonly int load = 6;

        public override int Next() => load;
    }
}
