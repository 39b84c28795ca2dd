using Replicated.Log;

namespace Replicated.Tests.Log;

public class When_the_log_is_full
{
    [Test]
    public void the_oldest_frames_that_nobody_needs_are_dropped()
    {
        var log = Filled(count: 10, bytes: 100, cap: 500);
        log.Trim(4);
        Assert.That((log.First, log.Last, log.Bytes), Is.EqualTo((5L, 10L, 600L)));
        log.Trim(10);
        Assert.That((log.First, log.Bytes), Is.EqualTo((6L, 500L)));
    }

    [Test]
    public void nothing_is_dropped_while_there_is_room()
    {
        var log = Filled(count: 5, bytes: 100, cap: 500);
        log.Trim(5);
        Assert.That(log.First, Is.EqualTo(1));
    }

    [Test]
    public void a_frame_larger_than_the_cap_is_taken()
    {
        var log = Filled(count: 1, bytes: 200_000, cap: 500);
        Assert.That((log.IsFull, log.Get(1).Length), Is.EqualTo((true, 200_000)));
    }

    [Test]
    public void who_has_everything_up_to_the_frame_before_the_first_can_resume()
    {
        var log = Filled(count: 10, bytes: 100, cap: 500);
        log.Trim(10);
        Assert.That(Enumerable.Range(0, 13).Where(sequence => log.CanResumeAfter(sequence)), Is.EqualTo(Enumerable.Range(5, 6)));
    }

    [Test]
    public void every_frame_kept_has_the_bytes_it_came_with()
    {
        var log = new FrameLog(300_000);
        var random = new Random(7);
        var expected = new Dictionary<long, byte[]>();
        for (long sequence = 1; sequence <= 20_000; sequence++)
        {
            byte[] bytes = new byte[random.Next(0, sequence % 500 == 0 ? 100_000 : 200)];
            random.NextBytes(bytes);
            expected[sequence] = [.. bytes];
            log.Append(bytes, lasts: false);
            Array.Clear(bytes);
            log.Trim(sequence - random.Next(0, 50));
        }
        for (long sequence = log.First; sequence <= log.Last; sequence++)
            Assert.That(log.Get(sequence).Span.SequenceEqual(expected[sequence]), Is.True, $"frame {sequence}");
        Assert.That(log.First, Is.GreaterThan(10_000));
    }

    [Test]
    public void what_lies_beyond_a_fork_can_be_dropped_and_the_next_frame_follows_it()
    {
        var log = Filled(count: 10, bytes: 100, cap: 5000);
        log.DropAfter(7);
        log.Append(new byte[] { 42 }, lasts: false);
        Assert.That((log.Last, log.Get(8).Span[0], log.Bytes), Is.EqualTo((8L, (byte)42, 701L)));
        Assert.That(() => log.Get(9), Throws.InvalidOperationException);
    }

    [Test]
    public void a_steady_stream_allocates_nothing()
    {
        var log = new FrameLog(4 << 20);
        byte[] bytes = new byte[100];
        for (int i = 0; i < 200_000; i++)
            Add();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 200_000; i++)
            Add();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Add()
        {
            log.Append(bytes, lasts: false);
            log.Trim(log.Last);
        }
    }

    static FrameLog Filled(int count, int bytes, long cap)
    {
        var log = new FrameLog(cap);
        for (int i = 0; i < count; i++)
            log.Append(new byte[bytes], lasts: false);
        return log;
    }
}
