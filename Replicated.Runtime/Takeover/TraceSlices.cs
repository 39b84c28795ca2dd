using Replicated.Frames;
using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>
/// Lets the thread that applies look for what nothing refers to: a slice after each frame in proportion to it, so that a trace ends however
/// busy the active is, and slice after slice while there is nothing to apply.
/// </summary>
internal sealed class TraceSlices(Node node, IState state)
{
    /// <summary>Looked at for each object that a frame brought or that can refer to less: with an eighth of the live state changed, a trace has gone round.</summary>
    const int ObjectsPerChurn = 16;

    /// <summary>Looked at for each frame, so that a trace ends also where frames follow each other that drop nothing.</summary>
    const int ObjectsPerFrame = 64;

    /// <summary>Looked at without a look at the queue, and before a takeover can end the trace: well under a millisecond.</summary>
    const int ObjectsPerSlice = 512;

    /// <summary>Held while a slice runs: a takeover ends the trace between two.</summary>
    readonly Lock gate = new();

    /// <summary>The number of the trace.</summary>
    long trace;

    /// <summary>The part of <see cref="IState.Churn"/> that was paid for.</summary>
    long paid;
    bool stopped;

    internal bool HasWork => state.Tracer is { HasWork: true };

    internal void Carry(TraceRequest request)
    {
        lock (gate)
        {
            if (stopped || state.Tracer is not { } tracer)
                return;
            if (request.Done)
                tracer.End();
            else if (tracer.IsRunning && trace == request.Trace)
                tracer.GoOn(request.Linked);
            else
                tracer.Begin();
            (trace, paid) = (request.Trace, state.Churn);
        }
    }

    internal void Stop()
    {
        lock (gate)
            state.Tracer?.End();
    }

    /// <summary>The objects become those of an active: nothing is looked at any more.</summary>
    internal void StopForGood()
    {
        lock (gate)
        {
            stopped = true;
            state.Tracer?.End();
        }
    }

    /// <summary>Between two frames.</summary>
    internal void AfterFrame()
    {
        if (!HasWork)
            return;
        long due = state.Churn - paid;
        paid = state.Churn;
        for (long left = ObjectsPerFrame + due * ObjectsPerChurn; left > 0 && HasWork; left -= ObjectsPerSlice)
            Run((int)Math.Min(left, ObjectsPerSlice));
    }

    internal void WhileIdle() => Run(ObjectsPerSlice);

    void Run(int objects)
    {
        (List<IdRun> Unreachable, long Live)? result;
        lock (gate)
            result = stopped ? null : state.Tracer?.Step(objects);
        if (result is var (unreachable, live))
            node.Step(StandbyInput.TraceEnded(trace, unreachable, live));
    }
}
