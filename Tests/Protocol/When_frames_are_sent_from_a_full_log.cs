using Replicated.Frames;
using Replicated.Protocol;
using static Replicated.Tests.Protocol.ActiveBench;

namespace Replicated.Tests.Protocol;

/// <summary>The duties of a step name frames by their sequence, so what they name must be in the log when they are carried out.</summary>
public class When_frames_are_sent_from_a_full_log
{
    [Test]
    public void a_frame_larger_than_the_whole_log_is_still_there_to_be_sent()
    {
        var active = new ActiveBench(logBytesMax: 1000).WithMember(Link1, Right);
        active.Capture(payload: 5000);
        Assert.That(Sent(active), Is.EqualTo((int[])[5000]));
    }

    [Test]
    public void what_a_slow_standby_is_given_late_is_still_there_to_be_sent()
    {
        var active = new ActiveBench(logBytesMax: 5000, limits: new(UnsentBytesMax: 1500)).WithMember(Link1, Right);
        for (int i = 0; i < 4; i++)
            active.Capture(payload: 1000);
        active.Capture(payload: 4000);
        var given = new List<int>();
        for (int i = 0; i < 5; i++)
            given.AddRange(Sent(active.Step(ActiveInput.LinkFlushed(Link1))));
        Assert.That(given, Is.EqualTo((int[])[1000, 1000, 4000]));
    }

    [Test]
    public void the_memory_is_free_again_with_the_next_frame()
    {
        var active = new ActiveBench(logBytesMax: 1000).WithMember(Link1, Right);
        active.Capture(payload: 5000).Step(ActiveInput.LinkFlushed(Link1)).Capture(payload: 10);
        Assert.That(active.Core.Log.Bytes, Is.LessThan(1000));
    }

    static int[] Sent(ActiveBench active)
        => [.. active.Duties.Where(duty => duty.Kind == DutyKind.SendFrame).Select(duty => TestFrames.PayloadOf(new Frame(active.Core.Position, active.Core.Log.Get(duty.First))).Length)];
}
