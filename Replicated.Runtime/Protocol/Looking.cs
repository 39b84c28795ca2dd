using Replicated.Frames;

namespace Replicated.Protocol;

/// <summary>A standby's part in finding what nothing refers to any more: when it looks, and how it answers. As <see cref="Collecting"/>.</summary>
internal sealed class Looking(List<Duty> duties)
{
    /// <summary>So many runs of ids are one message.</summary>
    internal const int RunsMax = 1 << 14;

    /// <summary>What the active asked for in frames that are not all applied; null if nothing waits.</summary>
    TraceRequest? asked;

    /// <summary>The trace that runs, on the link it was asked for on; 0: none.</summary>
    long trace;

    internal void OnRequest(TraceRequest request, long applied)
    {
        asked = request;
        OnApplied(applied);
    }

    internal void OnApplied(long applied)
    {
        if (asked is null || applied < asked.After)
            return;
        duties.Add(Duty.Trace(asked));
        trace = asked.Done ? 0 : asked.Trace;
        asked = null;
    }

    internal void OnEnded(LinkId link, long ended, List<IdRun> unreachable, long live)
    {
        if (ended != trace)
            return;
        int from = 0;
        do
        {
            int count = Math.Min(RunsMax, unreachable.Count - from);
            bool last = from + count == unreachable.Count;
            duties.Add(Duty.Send(link, new Unreachable { Trace = trace, Last = last, Live = last ? live : 0, Ids = unreachable.GetRange(from, count) }));
            from += count;
        }
        while (from < unreachable.Count);
    }

    /// <summary>Who asked is gone, or the state is replaced.</summary>
    internal void Stop()
    {
        if (trace != 0)
            duties.Add(Duty.Of(DutyKind.StopTrace));
        (asked, trace) = (null, 0);
    }
}
