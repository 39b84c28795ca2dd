using System.Collections.Concurrent;
using Replicated.Frames;
using Replicated.Log;
using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>Applies frames and snapshots in the order asked for, so that receiving never waits for it.</summary>
internal sealed class ApplyThread : IDisposable
{
    /// <summary>Frames taken from the log at once.</summary>
    const int BatchMax = 64;

    readonly Node node;
    readonly IState state;
    readonly BlockingCollection<Duty> queue = [];
    readonly Frame?[] batch = new Frame?[BatchMax];

    /// <summary>The log that was applied from last, and how far.</summary>
    FrameLog? log;
    long applied;

    internal ApplyThread(Node node, IState state)
    {
        this.node = node;
        this.state = state;
        new Thread(Run) { IsBackground = true, Name = "replicated: apply" }.Start();
    }

    internal void Post(in Duty duty) => queue.Add(duty);

    public void Dispose() => queue.CompleteAdding();

    void Run()
    {
        foreach (var duty in queue.GetConsumingEnumerable())
        {
            try
            {
                if (duty.What is FrameLog from)
                    Apply(from, duty.First);
                else
                    state.Replace((IReadOnlyList<Frame>)duty.What!);
                node.Step(StandbyInput.Applied(duty.Second, duty.First));
            }
            catch (ReplicationException exception)
            {
                node.Step(StandbyInput.ApplyFailed(duty.First, exception.Message));
            }
        }
    }

    void Apply(FrameLog from, long upTo)
    {
        if (log != from)
            (log, applied) = (from, from.Origin.Sequence);
        while (applied < upTo)
        {
            int count = node.TakeFrames(from, applied + 1, upTo, batch);
            for (int i = 0; i < count; i++)
            {
                state.Apply(batch[i]!);
                batch[i] = null;
                applied++;
            }
        }
    }
}
