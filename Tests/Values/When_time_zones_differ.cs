using System.Globalization;
using Replicated.Frames;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Values;

/// <summary>A local time is a clock time and not a moment: it arrives with its ticks and its kind, whatever the zone of the node.</summary>
[NonParallelizable]
public class When_time_zones_differ
{
    const string Variable = "TZ";

    string? before;

    [SetUp]
    public void Remember()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows takes the time zone from the machine.");
        before = Environment.GetEnvironmentVariable(Variable);
    }

    [TearDown]
    public void Restore() => Enter(before);

    [TestCase("2026-01-15T12:00:00", DateTimeKind.Local)]
    [TestCase("2026-03-29T02:30:00", DateTimeKind.Local, Description = "this hour does not exist in Berlin")]
    [TestCase("2026-10-25T02:30:00", DateTimeKind.Local, Description = "this hour exists twice in Berlin")]
    [TestCase("2026-01-15T12:00:00", DateTimeKind.Unspecified)]
    [TestCase("2026-01-15T12:00:00", DateTimeKind.Utc)]
    public void a_time_keeps_ticks_and_kind(string text, DateTimeKind kind)
    {
        var time = DateTime.SpecifyKind(DateTime.Parse(text, CultureInfo.InvariantCulture), kind);
        var copy = Travel(time);
        Assert.That((copy.Ticks, copy.Kind), Is.EqualTo((time.Ticks, kind)));
    }

    [Test]
    public void of_an_hour_that_exists_twice_it_is_still_known_which_one_is_meant()
    {
        Enter("Europe/Berlin");
        var first = new DateTime(2026, 10, 25, 0, 30, 0, DateTimeKind.Utc).ToLocalTime();
        var second = new DateTime(2026, 10, 25, 1, 30, 0, DateTimeKind.Utc).ToLocalTime();
        Assert.That(first.Ticks, Is.EqualTo(second.Ticks), "the clock shows the same");
        var (firstCopy, secondCopy) = (Travel(first), Travel(second));
        Enter("Europe/Berlin");
        Assert.That((firstCopy.ToUniversalTime().Hour, secondCopy.ToUniversalTime().Hour), Is.EqualTo((0, 1)));
    }

    [Test]
    public void a_time_with_offset_is_the_same_moment_with_the_same_offset()
    {
        Enter("Europe/Berlin");
        var time = new DateTimeOffset(new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Local));
        Assert.That(Travel(time).EqualsExact(time), Is.True);
    }

    [Test]
    public void a_node_tells_its_zone()
    {
        Enter("America/New_York");
        Assert.That(NodeEnvironment.Here.TimeZone, Is.EqualTo("America/New_York"));
    }

    /// <summary>Is committed in Berlin and applied in New York.</summary>
    static T Travel<T>(T value)
    {
        Enter("Europe/Berlin");
        var pair = new Pair();
        pair.Root(new List<T> { value });
        var frame = pair.Capture()!;
        Enter("America/New_York");
        pair.Applier.Apply(frame);
        return pair.Copy<List<T>>()[0];
    }

    static void Enter(string? zone)
    {
        Environment.SetEnvironmentVariable(Variable, zone);
        TimeZoneInfo.ClearCachedData();
    }
}
