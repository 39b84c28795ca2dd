using System.Globalization;
using Replicated.Frames;
using Replicated.Protocol;
using static Replicated.Tests.Protocol.ActiveBench;

namespace Replicated.Tests.Protocol;

/// <summary>Culture, ICU and time zone of two nodes: an error where a collection depends on it, else a warning.</summary>
public class When_surroundings_differ
{
    static readonly NodeEnvironment swedish = new() { Culture = "sv-SE", Collation = "00990000", TimeZone = "Europe/Stockholm" };

    static readonly TextOrder byDefault = new("sv-SE", null, "00990000");

    static readonly TextOrder byCulture = new("sv-SE", CompareOptions.None, "00990000");

    [Test]
    public void another_culture_is_refused_where_a_collection_is_in_the_default_order_of_texts()
        => Expect("left cannot be followed by right: it holds a collection in the default order of texts, that of sv-SE, and the culture of right is de-DE. ", swedish with { Culture = "de-DE" }, byDefault);

    [Test]
    public void another_ICU_is_refused_where_a_collection_is_ordered_by_a_culture()
    {
        Expect("by rules of sv-SE with ICU with collation version 00990000, and right has ICU with collation version 00960000. ", swedish with { Collation = "00960000" }, byCulture);
        Expect("by the default order with ICU with collation version 00990000, and right has the invariant mode of globalization. ", swedish with { Collation = "0000007f" }, byDefault);
    }

    [Test]
    public void a_node_that_is_new_in_the_cluster_gives_up_and_ends()
    {
        var standby = new StandbyBench().Step(StandbyInput.LinkUp(Link1));
        standby.Step(StandbyInput.RefusalArrived(Link1, new Refusal { Reason = RefusalReason.Environment, Text = "another culture" }));
        Assert.That(standby.Duties.Last().Kind, Is.EqualTo(DutyKind.GiveUp));
    }

    [Test]
    public void what_no_collection_depends_on_is_welcome()
    {
        Assert.That(Refusal(swedish with { Culture = "de-DE", TimeZone = "UTC" }, byCulture), Is.Null);
        Assert.That(Refusal(new NodeEnvironment()), Is.Null);
        Assert.That(Refusal(swedish, byDefault, byCulture), Is.Null);
    }

    [Test]
    public void the_standby_warns_of_each_difference_once_and_shows_it_in_its_status()
    {
        var standby = Follow(swedish with { Culture = "", Collation = "0000007f", TimeZone = "UTC" });
        string[] expected =
        [
            "the culture is sv-SE on left and the invariant culture on right",
            "left orders texts with ICU with collation version 00990000 and right with the invariant mode of globalization",
            "the time zone is Europe/Stockholm on left and UTC on right: a local DateTime keeps its clock time, which is another moment after a takeover",
        ];
        Assert.That(standby.Core.Differences.Select((text, at) => text.StartsWith(expected[at], StringComparison.Ordinal)), Is.EqualTo([true, true, true]));
        Assert.That(expected.Select(text => standby.Said.Contains(text, StringComparison.Ordinal)), Is.EqualTo([true, true, true]));
        Assert.That(Replicated.Takeover.NodeReport.Of(new("bank", "right", Right, "", []), standby.Core, [], "", false).Warnings, Is.EqualTo(standby.Core.Differences));

        standby.Lost(Link1).Step(StandbyInput.LinkUp(Link2));
        standby.Step(StandbyInput.WelcomeArrived(Link2, Welcome(standby)));
        Assert.That((standby.Said.Contains("warns", StringComparison.Ordinal), standby.Core.Differences.Count), Is.EqualTo((false, 3)));
    }

    [Test]
    public void the_same_surroundings_are_not_spoken_of() => Assert.That(Follow(swedish).Core.Differences, Is.Empty);

    [Test]
    public void both_sides_tell_theirs()
    {
        var standby = new StandbyBench(environment: swedish).Step(StandbyInput.LinkUp(Link1));
        Assert.That(((Hello)standby.Duties.Single(duty => duty.Kind == DutyKind.Send).What!).Environment, Is.EqualTo(swedish));
        var active = new ActiveBench(environment: swedish).Hello(Link1, Right);
        Assert.That(active.Duties.Select(duty => duty.What).OfType<Welcome>().Single().Environment, Is.EqualTo(swedish));
    }

    static StandbyBench Follow(NodeEnvironment environment)
    {
        var standby = new StandbyBench(environment: environment).Step(StandbyInput.LinkUp(Link1));
        return standby.Step(StandbyInput.WelcomeArrived(Link1, Welcome(standby)));
    }

    static Welcome Welcome(StandbyBench standby) => new() { Protocol = 1, Node = "left", Incarnation = Left, Position = standby.Here with { Sequence = 2 }, Snapshot = true, Environment = swedish };

    static void Expect(string text, NodeEnvironment standby, params TextOrder[] orders)
    {
        var refusal = Refusal(standby, orders);
        Assert.That((refusal?.Reason, refusal?.Text), Is.EqualTo((RefusalReason.Environment, refusal?.Text)));
        Assert.That(refusal!.Text, Does.Contain(text));
    }

    static Refusal? Refusal(NodeEnvironment standby, params TextOrder[] orders)
        => new ActiveBench(environment: swedish).Hello(Link1, Right, change: hello => hello with { Environment = standby }, orders: orders).Refused;
}
