using Replicated.Frames;
using Replicated.Graph;
using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>Carries out, between captures, what the active does about objects that nothing refers to.</summary>
internal sealed class GarbageWork(Node node, NodeSetup setup, WorkThread work, CaptureWork captures)
{
    internal void BeginLater(LinkId link) => work.Post(() => Begin(link));

    internal void JudgeLater(LinkId link, List<IdRun> found) => work.Post(() => Judge(link, found));

    internal void EndLater() => work.Post(() => captures.Exclusively(() =>
    {
        setup.State.Garbage?.EndTrace();
        return true;
    }));

    internal void RemoveLater() => work.Post(Remove);

    void Begin(LinkId link)
    {
        // Decided about before the standby that found it was lost; one capture in between, then on.
        if (setup.State.Garbage is { IsPending: true } && captures.TryCapture("takes away what nothing refers to"))
        {
            BeginLater(link);
            return;
        }
        captures.Exclusively(() =>
        {
            bool begins = setup.State.Garbage is { IsPending: false };
            if (begins)
                setup.State.Garbage!.BeginTrace();
            node.StepOnly(begins ? ActiveInput.TraceBegun(link, node.Position.Sequence) : ActiveInput.TraceFailed(link));
            return true;
        });
        node.Finish();
    }

    void Judge(LinkId link, List<IdRun> found)
    {
        // No capture waits for the set to be made.
        var ids = new IdSet();
        foreach (var run in found)
        {
            for (ulong id = run.First; id < run.End; id++)
                ids.Add(id);
        }
        try
        {
            captures.Exclusively(() =>
            {
                var linked = setup.State.Garbage?.Judge(found, ids);
                node.StepOnly(linked is null ? ActiveInput.TraceFailed(link) : ActiveInput.TraceJudged(link, linked, node.Position.Sequence));
                return true;
            });
        }
        catch (ReplicationException refusal)
        {
            setup.Log($"{setup.Options.Node} takes nothing away of what a standby found: {refusal.Message}");
            node.StepOnly(ActiveInput.TraceFailed(link));
        }
        node.Finish();
    }

    /// <summary>One frame takes a part away; others capture before the next.</summary>
    void Remove()
    {
        if (node.HasEnded || setup.State.Garbage is not { IsPending: true })
            node.Step(ActiveInput.UnreachableRemoved);
        else if (captures.TryCapture("takes away what nothing refers to"))
            RemoveLater();
    }
}
