using System.Globalization;
using AssemblyToProcess;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>They travel by value, through a surrogate or a contract of protobuf-net, and change without a store to what holds them.</summary>
public class When_objects_of_other_classes_are_committed : RoundTripTest
{
    [TearDown]
    public void Mend() => MeterReading.Fails = MeterReading.FailsToRestore = false;

    [Test]
    public void they_arrive_as_their_surrogate_makes_them()
    {
        var (pair, root) = Begin(new Foreigners { Culture = CultureInfo.GetCultureInfo("de-CH"), Start = ^3, Any = CultureInfo.GetCultureInfo("fr"), Objects = [CultureInfo.InvariantCulture, null] });
        var copy = pair.Copy<Foreigners>();
        Assert.That((copy.Culture!.Name, copy.Start, ((CultureInfo)copy.Any!).Name), Is.EqualTo(("de-CH", ^3, "fr")));
        Assert.That(copy.Objects, Is.EqualTo([CultureInfo.InvariantCulture, null]));
        root.Culture = null;
        pair.Commit();
        Assert.That(copy.Culture, Is.Null);
        pair.Snapshot(64);
        Assert.That(((CultureInfo)pair.Copy<Foreigners>().Any!).Name, Is.EqualTo("fr"));
    }

    static readonly (string Where, Action<Foreigners, Meter> Put, Func<Foreigners, Meter?> Get)[] places =
    [
        ("a member", (root, meter) => root.Meter = meter, root => root.Meter),
        ("a tuple", (root, meter) => root.Pair = (meter, 3), root => root.Pair.Of),
        ("a member that does not say", (root, meter) => root.Any = meter, root => (Meter?)root.Any),
        ("a list", (root, meter) => root.Meters = [null, meter], root => root.Meters[1]),
        ("a list of tuples", (root, meter) => root.Pairs = [(1, null), (2, meter)], root => root.Pairs[1].Item2),
        ("a dictionary", (root, meter) => root.ByName = new() { ["m"] = meter }, root => root.ByName["m"]),
        ("an array", (root, meter) => root.Array = [meter], root => root.Array[0]),
        ("a list that does not say", (root, meter) => root.Objects = [1, meter], root => (Meter?)root.Objects[1]),
    ];

    static IEnumerable<TestCaseData> Places => places.Select((place, index) => new TestCaseData(index).SetArgDisplayNames(place.Where));

    /// <summary>The trap: nothing is stored to what holds them.</summary>
    [TestCaseSource(nameof(Places))]
    public void a_change_within_arrives_wherever_it_is_held(int place)
    {
        var meter = new Meter { Reading = 1, Owner = new Leaf { Number = 5 } };
        var (pair, root) = Begin(new Foreigners());
        places[place].Put(root, meter);
        root.Owner = meter.Owner;
        pair.Commit();
        var copy = pair.Copy<Foreigners>();
        Assert.That(places[place].Get(copy)!.Reading, Is.EqualTo(1));
        Assert.That(places[place].Get(copy)!.Owner, Is.SameAs(copy.Owner), "what the surrogate refers to keeps its identity");
        Assert.That(pair.Commit(), Is.Null);

        meter.Reading = 2;
        pair.Commit();
        Assert.That(places[place].Get(copy)!.Reading, Is.EqualTo(2));
        meter.Owner = new Leaf { Number = 6 };
        pair.Commit();
        Assert.That(places[place].Get(copy)!.Owner!.Number, Is.EqualTo(6));
        meter.Owner.Number = 7;
        pair.Commit();
        Assert.That(places[place].Get(copy)!.Owner!.Number, Is.EqualTo(7));
        Assert.That(pair.Commit(), Is.Null);

        var next = pair.TakeOver();
        next.Snapshot();
        next.Commit();
        places[place].Get(copy)!.Reading = 3;
        next.Commit();
        Assert.That(places[place].Get(next.Copy<Foreigners>())!.Reading, Is.EqualTo(3), "after a takeover");
    }

    [Test]
    public void one_that_two_members_hold_is_two_on_the_standby()
    {
        var meter = new Meter { Reading = 1 };
        var (pair, _) = Begin(new Foreigners { Meter = meter, Same = meter });
        var copy = pair.Copy<Foreigners>();
        Assert.That((copy.Meter!.Reading, copy.Same!.Reading), Is.EqualTo((1, 1)));
        Assert.That(copy.Same, Is.Not.SameAs(copy.Meter), "it is a value");
    }

    [Test]
    public void a_surrogate_that_throws_refuses_the_commit_with_the_path()
    {
        var (pair, root) = Begin(new Foreigners());
        root.Meter = new Meter();
        MeterReading.Fails = true;
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.StartsWith("root.Meter: ").And.Message.Contains("its surrogate AssemblyToProcess.MeterReading failed: InvalidOperationException: the meter is broken"));
        MeterReading.Fails = false;
        pair.Commit();
        Assert.That(pair.Copy<Foreigners>().Meter, Is.Not.Null, "the next commit brings all");
    }

    [Test]
    public void one_that_makes_nothing_on_the_standby_is_named_there()
    {
        var (pair, root) = Begin(new Foreigners());
        root.Meter = new Meter();
        var frame = pair.Capture()!;
        MeterReading.FailsToRestore = true;
        Assert.That(() => pair.Applier.Apply(frame), Throws.TypeOf<ReplicationException>().With.Message.Contains("the surrogate AssemblyToProcess.MeterReading made no AssemblyToProcess.Meter"));
        Assert.That(pair.Applier.Broken, Is.Not.Null);
        MeterReading.FailsToRestore = false;
        pair.Snapshot();
        Assert.That(pair.Copy<Foreigners>().Meter, Is.Not.Null, "a snapshot mends it");
    }

    /// <summary>It is among the types of the hello, so a node without it is refused there.</summary>
    [Test]
    public void nodes_say_which_surrogates_they_have()
    {
        var with = WovenProgram.From(Program("public readonly record struct Name(string Text) : ISurrogate<System.Globalization.CultureInfo, Name> { public static Name From(System.Globalization.CultureInfo value) => new(value.Name); public System.Globalization.CultureInfo Restore() => new(Text); }", "System.Globalization.CultureInfo"));
        var without = WovenProgram.From(Program("", "string"));
        Assert.That(new ProgramState(with).Types, Does.Contain("Name"));
        Assert.That(new ProgramState(without).Types, Does.Not.Contain("Name"));
    }

    [Test]
    public void two_surrogates_of_one_class_are_refused_when_the_program_starts()
    {
        const string Two = """
            public readonly record struct One(string Text) : ISurrogate<System.Globalization.CultureInfo, One> { public static One From(System.Globalization.CultureInfo value) => new(value.Name); public System.Globalization.CultureInfo Restore() => new(Text); }
            public readonly record struct Two(string Text) : ISurrogate<System.Globalization.CultureInfo, Two> { public static Two From(System.Globalization.CultureInfo value) => new(value.Name); public System.Globalization.CultureInfo Restore() => new(Text); }
            """;
        var program = WovenProgram.From(Program(Two, "System.Globalization.CultureInfo"));
        Assert.That(() => new ProgramState(program), Throws.TypeOf<TypeInitializationException>().With.InnerException.Message.Contains("Two is one surrogate of System.Globalization.CultureInfo, and there is another one"));
    }

    /// <summary>One assembly has the surrogate, another the member.</summary>
    [Test]
    public void a_surrogate_of_a_referenced_assembly_counts()
    {
        const string Surrogate = "public readonly record struct Name(string Text) : ISurrogate<System.Globalization.CultureInfo, Name> { public static Name From(System.Globalization.CultureInfo value) => new(value.Name); public System.Globalization.CultureInfo Restore() => new(Text); }";
        const string Member = "public static class Run { static System.Globalization.CultureInfo replicatedCulture = new(\"de\"); public static object Use() => (replicatedCulture, typeof(Name)); public static string Show() => replicatedCulture.Name; public static void Set() => replicatedCulture = new(\"fr\"); }";
        var active = WovenProgram.From(Microsoft.CodeAnalysis.OptimizationLevel.Release, "<Replicated />", Surrogate, Member);
        var standby = WovenProgram.From(Microsoft.CodeAnalysis.OptimizationLevel.Release, "<Replicated />", Surrogate, Member);
        active.Run("Run.Set");
        new ProgramState(standby).Apply(new ProgramState(active).Activate().Capture());
        Assert.That(standby.Run("Run.Show"), Is.EqualTo("fr"));
    }

    /// <summary>No struct of this program changes in its box, so that nothing else has the member compared.</summary>
    [Test]
    public void a_change_behind_a_member_that_does_not_say_what_it_holds_arrives()
    {
        const string Source = """
            public class Meter { public int Reading = 1; }
            public struct Reading : ISurrogate<Meter, Reading> { int reading; public static Reading From(Meter value) => new() { reading = value.Reading }; public Meter Restore() => new() { Reading = reading }; }
            public static class Run
            {
                static object replicatedAny = new Meter();
                public static void Turn() => ((Meter)replicatedAny).Reading++;
                public static int Show() => ((Meter)replicatedAny).Reading;
            }
            """;
        var active = WovenProgram.From(Source);
        var standby = WovenProgram.From(Source);
        var state = new ProgramState(active).Activate();
        var follower = new ProgramState(standby);
        follower.Apply(state.Capture());
        active.Run("Run.Turn");
        follower.Apply(state.Capture());
        Assert.That(standby.Run("Run.Show"), Is.EqualTo(2));
    }

    static string Program(string surrogates, string type) => $"{surrogates} public static class Run {{ static {type} replicatedCulture = new(\"de\"); public static string Show() => replicatedCulture.ToString(); }}";

    [Test]
    public void contracts_of_protobuf_net_arrive_with_what_they_nest_and_derive()
    {
        var (pair, root) = Begin(new Foreigners
        {
            Parcel = new Express { Hours = 3, To = "ü\0", Weight = double.NaN, Inner = [new Parcel { To = "inner" }, new Express { Hours = 4 }], Next = new Parcel { To = "next" }, NotInTheContract = 5 },
            Parcels = [null, new Parcel()],
        });
        root.Hide(6);
        pair.Commit();
        var copy = pair.Copy<Foreigners>();
        var express = (Express)copy.Parcel!;
        Assert.That((express.Hours, express.To, express.Weight, express.Next!.To, express.NotInTheContract), Is.EqualTo((3, "ü\0", double.NaN, "next", 0)));
        Assert.That((express.Inner[0].To, ((Express)express.Inner[1]).Hours, ((Express)copy.Any!).Hours), Is.EqualTo(("inner", 4, 6)));
        Assert.That(copy.Parcels[0], Is.Null);
        Assert.That(copy.Parcels[1]!.To, Is.Null);

        root.Parcel!.Inner[0].To = "changed";
        root.Parcels[1]!.To = "changed too";
        ((Express)root.Any!).Hours = 7;
        pair.Commit();
        Assert.That((copy.Parcel!.Inner[0].To, copy.Parcels[1]!.To, ((Express)copy.Any!).Hours), Is.EqualTo(("changed", "changed too", 7)));
        Assert.That(pair.Commit(), Is.Null);
        root.Parcel = null;
        pair.Commit();
        Assert.That(copy.Parcel, Is.Null);
    }

    [Test]
    public void what_protobuf_net_cannot_write_is_refused_with_its_path()
    {
        var (pair, root) = Begin(new Foreigners());
        root.Parcel = new Unlisted();
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.StartsWith("root.Parcel: a AssemblyToProcess.Unlisted cannot be replicated, because protobuf-net failed"));
        root.Parcel = new Parcel { To = "loop" };
        root.Parcel.Next = root.Parcel;
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.StartsWith("root.Parcel: a AssemblyToProcess.Parcel cannot be replicated, because protobuf-net failed"));
        root.Parcel.Next = null;
        pair.Commit();
        Assert.That(pair.Copy<Foreigners>().Parcel!.To, Is.EqualTo("loop"));
    }

    static (Pair Pair, Foreigners Root) Begin(Foreigners root)
    {
        var pair = new Pair();
        pair.Root(root);
        pair.Commit();
        return (pair, root);
    }
}
