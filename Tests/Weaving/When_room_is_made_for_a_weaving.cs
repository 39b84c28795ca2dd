using System.Runtime;
using Replicated.Fody;

namespace Replicated.Tests.Weaving;

public class When_room_is_made_for_a_weaving
{
    const int Large = 1 << 18;

    [TearDown]
    public void End() => UndisturbedHeap.End();

    [Test]
    public void nothing_is_collected_until_it_ends()
    {
        UndisturbedHeap.Begin(Large);
        var within = GCSettings.LatencyMode;
        UndisturbedHeap.End();

        Assert.That((within, GCSettings.LatencyMode), Is.EqualTo((GCLatencyMode.NoGCRegion, GCLatencyMode.Interactive)).Or.EqualTo((GCLatencyMode.NoGCRegion, GCLatencyMode.Batch)));
    }

    [Test]
    public void none_is_made_for_a_small_assembly()
    {
        UndisturbedHeap.Begin(10_000);

        Assert.That(GCSettings.LatencyMode, Is.Not.EqualTo(GCLatencyMode.NoGCRegion));
    }

    [Test]
    public void a_second_weaving_of_the_process_goes_on_as_ever()
    {
        UndisturbedHeap.Begin(Large);
        UndisturbedHeap.Begin(Large);
        UndisturbedHeap.End();
        UndisturbedHeap.End();

        Assert.That(GCSettings.LatencyMode, Is.Not.EqualTo(GCLatencyMode.NoGCRegion));
    }

    /// <summary>Room that was too small is given back by the runtime.</summary>
    [Test]
    public void what_needs_more_than_was_thought_is_collected_as_ever()
    {
        UndisturbedHeap.Begin(Large);
        var kept = new List<byte[]>();
        for (int i = 0; i < 200 && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion; i++)
            kept.Add(new byte[1 << 20]);
        UndisturbedHeap.End();

        Assert.That((kept.Count, GCSettings.LatencyMode == GCLatencyMode.NoGCRegion), Is.EqualTo((kept.Count, false)).And.Matches<(int Count, bool)>(outcome => outcome.Count is > 30 and < 200));
    }
}
