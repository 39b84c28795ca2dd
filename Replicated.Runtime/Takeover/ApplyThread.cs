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
    readonly TraceSlices slices;

    /// <summary>The log that was applied from last, and how far.</summary>
    FrameLog? log;
    long applied;

    internal ApplyThread(Node node, IState state)
    {
        this.node = node;
        this.state = state;
        slices = new(node, state);
        new Thread(Run) { IsBackground = true, Name = "replicated: apply" }.Start();
    }

    /// <summary>Queues a duty; once the thread was told to end nothing waits for it.</summary>
    internal void Post(in Duty duty)
    {
        try
        {
            queue.Add(duty);
        }
        catch (InvalidOperationException)
        {
            // The node stops.
        }
    }

    public void Dispose() => queue.CompleteAdding();

    /// <summary>The objects become those of an active.</summary>
    internal void EndTracing() => slices.StopForGood();

    void Run()
    {
        while (true)
        {
            if (queue.TryTake(out var duty, slices.HasWork ? 0 : Timeout.Infinite))
                Carry(duty);
            else if (queue.IsCompleted)
                return;
            else
                slices.WhileIdle();
        }
    }

    void Carry(in Duty duty)
    {
        if (duty.Kind == DutyKind.Trace)
            slices.Carry((TraceRequest)duty.What!);
        else if (duty.Kind == DutyKind.StopTrace)
            slices.Stop();
        else if (duty.Kind == DutyKind.RetryFaults)
            state.RetryFaults();
        else if (FailureOf(duty) is { } failure)
            node.Step(StandbyInput.ApplyFailed(duty.First, failure));
        else
            node.Step(StandbyInput.Applied(duty.Second, duty.First));
    }

    string? FailureOf(in Duty duty)
    {
        try
        {
            if (duty.What is FrameLog from)
                Apply(from, duty.First);
            else
                state.Replace((IReadOnlyList<Frame>)duty.What!);
            return null;
        }
        // Hash codes of keys are code of the program and may throw anything; a standby that cannot apply says why and stays to be asked.
        catch (Exception exception)
        {
            return exception.Message;
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
                slices.AfterFrame();
            }
        }
    }
}
