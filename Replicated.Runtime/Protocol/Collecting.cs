using Replicated.Frames;

namespace Replicated.Protocol;

/// <summary>
/// Decides when a standby looks for what nothing refers to any more, and what becomes of its answer. A trace begins when so much was
/// brought, and so many references changed, since the last one that an eighth of the live state could be dead, and when there was any such
/// change and it is long ago.
/// </summary>
/// <remarks>
/// While one trace runs as much can die again, so dead state stays below a quarter of the live state, and twice the constant. One change that
/// drops a large part of the state at once is found by the trace after it.
/// </remarks>
internal sealed class Collecting(ProtocolLimits limits, List<Follower> followers, Membership members, List<Duty> duties)
{
    Stage stage;

    /// <summary>How many objects frames brought, and how many can refer to less than before, since the last trace began.</summary>
    long churn;

    /// <summary>How many objects were referred to when the last trace ended.</summary>
    long live;

    /// <summary>The number of the trace that runs, or ran last.</summary>
    long trace;

    /// <summary>The standby that looks; of no meaning while nobody does.</summary>
    LinkId looking;

    /// <summary>What it found so far, in the order of the ids.</summary>
    List<IdRun> found = [];

    /// <summary>Since the last trace ended, or since what failed was tried.</summary>
    int ticks;

    internal void OnCaptured(int brought)
    {
        churn += brought;
        if (churn >= (live + limits.LiveObjectsMin) / 8)
            TryBegin();
    }

    internal void Tick()
    {
        ticks++;
        if (stage == Stage.Idle && churn > 0 && ticks >= limits.TraceTicks)
            TryBegin();
        else if (stage == Stage.Removing && ticks >= limits.RetryTicks)
            Remove();
    }

    void TryBegin()
    {
        if (stage != Stage.Idle || FindStandby() is not { } follower)
            return;
        (stage, looking, churn, trace) = (Stage.Beginning, follower.Link, 0, trace + 1);
        duties.Add(Duty.BeginTrace(follower.Link));
    }

    Follower? FindStandby()
    {
        foreach (var follower in followers)
        {
            if (follower.IsStreaming && members.IsMember(follower))
                return follower;
        }
        return null;
    }

    /// <summary>What frames refer to is noted from <paramref name="after"/> on.</summary>
    internal void OnBegun(LinkId link, long after)
    {
        if (stage != Stage.Beginning || looking != link)
            return;
        (stage, found) = (Stage.Looking, []);
        duties.Add(Duty.Send(link, new TraceRequest { Trace = trace, After = after }));
    }

    /// <returns>What is wrong with the answer; null if nothing is.</returns>
    internal string? OnUnreachable(LinkId link, Unreachable answer)
    {
        if (stage != Stage.Looking || looking != link || answer.Trace != trace)
            return null;
        foreach (var run in answer.Ids)
        {
            if (run.Count == 0 || run.First == 0 || run.First < (found is [.., var last] ? last.End : 0))
                return $"it says that the objects from {run.First} on, {run.Count} of them, are not referred to, out of their order";
            found.Add(run);
        }
        if (!answer.Last)
            return null;
        (stage, live) = (Stage.Judging, answer.Live);
        duties.Add(Duty.Judge(link, found));
        return null;
    }

    /// <param name="link">Who found it.</param>
    /// <param name="linked">What frames up to <paramref name="after"/> have linked again; empty: the rest is taken away.</param>
    /// <param name="after">The last frame captured.</param>
    internal void OnJudged(LinkId link, List<IdRun> linked, long after)
    {
        if (stage != Stage.Judging || looking != link)
            return;
        found = [];
        if (linked.Count > 0)
        {
            stage = Stage.Looking;
            duties.Add(Duty.Send(link, new TraceRequest { Trace = trace, After = after, Linked = linked }));
            return;
        }
        stage = Stage.Removing;
        duties.Add(Duty.Send(link, new TraceRequest { Trace = trace, After = after, Done = true }));
        Remove();
    }

    void Remove()
    {
        ticks = 0;
        duties.Add(Duty.Of(DutyKind.RemoveUnreachable));
    }

    internal void OnRemoved()
    {
        if (stage == Stage.Removing)
            End();
    }

    /// <summary>The trace cannot go on. What it found is found again by the next one.</summary>
    internal void OnFailed(LinkId link)
    {
        if (looking == link)
            OnLost(link);
    }

    internal void OnLost(LinkId link)
    {
        if (looking != link || stage is Stage.Idle or Stage.Removing)
            return;
        duties.Add(Duty.Of(DutyKind.EndTrace));
        End();
    }

    void End() => (stage, ticks, found) = (Stage.Idle, 0, []);

    enum Stage
    {
        Idle,

        /// <summary>The shell begins to note to what frames refer.</summary>
        Beginning,

        /// <summary>A standby looks.</summary>
        Looking,

        /// <summary>The shell compares what it found with what frames referred to.</summary>
        Judging,

        /// <summary>Frames take it away.</summary>
        Removing,
    }
}
