using System.Runtime;
using Replicated.Fody;

namespace Replicated.Tests.Weaving;

public class When_room_is_made_for_a_weaving
{
    const int Large = 1 << 18;

    [Test]
    public void nothing_is_collected_until_it_ends()
    {
        var heap = new UndisturbedHeap(Large);
        var within = GCSettings.LatencyMode;
        heap.End();

        Assert.That((within, GCSettings.LatencyMode), Is.EqualTo((GCLatencyMode.NoGCRegion, GCLatencyMode.Interactive)).Or.EqualTo((GCLatencyMode.NoGCRegion, GCLatencyMode.Batch)));
    }

    [Test]
    public void none_is_made_for_a_small_assembly()
    {
        _ = new UndisturbedHeap(10_000);

        Assert.That(GCSettings.LatencyMode, Is.Not.EqualTo(GCLatencyMode.NoGCRegion));
    }

    [Test]
    public void a_second_weaving_of_the_process_goes_on_as_ever()
    {
        var first = new UndisturbedHeap(Large);
        var second = new UndisturbedHeap(Large);
        second.End();
        var within = GCSettings.LatencyMode;
        first.End();
        first.End();

        Assert.That(within, Is.EqualTo(GCLatencyMode.NoGCRegion), "the second ends only what is its own");
        Assert.That(GCSettings.LatencyMode, Is.Not.EqualTo(GCLatencyMode.NoGCRegion));
    }

    /// <summary>Room that was too small is given back by the runtime.</summary>
    [Test]
    public void what_needs_more_than_was_thought_is_collected_as_ever()
    {
        var heap = new UndisturbedHeap(Large);
        var kept = new List<byte[]>();
        for (int i = 0; i < 200 && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion; i++)
            kept.Add(new byte[1 << 20]);
        heap.End();

        Assert.That(kept, Has.Count.InRange(1, 199), "it ended by itself");
        Assert.That(GCSettings.LatencyMode, Is.Not.EqualTo(GCLatencyMode.NoGCRegion));
    }
}
