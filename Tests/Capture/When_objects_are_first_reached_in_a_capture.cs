using Replicated.Capture;

namespace Replicated.Tests.Capture;

/// <summary>
/// Trap X10: an object may be read only after it is armed and a barrier has passed. A store that another core still holds in its buffer
/// when the object is armed becomes visible with the barrier; the tests play it at that step, without a mark.
/// </summary>
[NonParallelizable]
internal sealed class When_objects_are_first_reached_in_a_capture
{
    [Test]
    public void a_store_that_the_barrier_makes_visible_is_in_the_frame()
    {
        var pair = new Pair();
        var root = pair.Root(new Node());
        pair.Capturer.AtStep = step =>
        {
            if (step == CaptureStep.BarrierPassed)
                root.StoreNumberOnly(5);
        };
        pair.Commit();
        Assert.That(pair.Copy<Node>().Number, Is.EqualTo(5));
    }

    [Test]
    public void an_object_that_only_the_real_read_finds_gets_a_barrier_of_its_own()
    {
        var pair = new Pair();
        var root = pair.Root(new Node());
        var late = new Node();
        int round = 0;
        pair.Capturer.AtStep = step =>
        {
            if (step != CaptureStep.BarrierPassed)
                return;
            round++;
            if (round == 1)
                root.Next = late;
            else if (round == 2)
                late.StoreNumberOnly(5);
        };
        pair.Commit();
        Assert.That(pair.Copy<Node>().Next!.Number, Is.EqualTo(5));
        Assert.That(pair.Capturer.Barriers, Is.EqualTo(2));
    }

    [Test]
    public void a_chain_costs_one_barrier_and_not_one_per_object()
    {
        var pair = new Pair();
        var last = pair.Root(new Node());
        for (int i = 0; i < 1000; i++)
            last = last.Next = new Node { Number = i };
        pair.Commit();
        Assert.That(pair.Capturer.Barriers, Is.EqualTo(1));
    }

    [Test]
    public void a_store_during_the_capture_is_in_the_next_frame_at_the_latest([Values] CaptureStep when)
    {
        var pair = new Pair();
        var root = pair.Root(new Node());
        pair.Commit();
        root.Number = 1;
        bool done = false;
        pair.Capturer.AtStep = step =>
        {
            if (step != when || done)
                return;
            done = true;
            root.Number = 2;
            root.Next = new Node { Number = 3 };
        };
        pair.Commit();
        pair.Commit();
        Assert.That(pair.Copy<Node>().Number, Is.EqualTo(2));
        Assert.That(pair.Copy<Node>().Next!.Number, Is.EqualTo(3));
    }

    [Test]
    public void no_barrier_is_paid_where_nothing_is_marked_or_writers_are_synchronized()
    {
        var racing = new Pair();
        racing.Root(new Node());
        racing.Commit();
        racing.Commit();
        Assert.That(racing.Capturer.Barriers, Is.EqualTo(1));
        var synchronized = new Pair(WriterMode.Synchronized);
        synchronized.Root(new Node());
        synchronized.Commit();
        Assert.That(synchronized.Capturer.Barriers, Is.Zero);
    }
}
