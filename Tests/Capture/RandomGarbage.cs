using Replicated.Frames;

namespace Replicated.Tests.Capture;

/// <summary>
/// One seed: a graph that changes at random, objects that the program holds aside and links again, a standby that looks in steps of random
/// size for what nothing refers to, and an active whose answers are late by some frames.
/// </summary>
sealed class RandomGarbage
{
    readonly Random random;
    readonly int seed;
    readonly List<Node> aside = [];
    readonly Queue<(int Due, List<IdRun> Ids)> proposals = [];
    Pair pair = new();
    Node root;
    int commit;

    internal RandomGarbage(int seed)
    {
        random = new Random(seed);
        this.seed = seed;
        root = pair.Root(new Node { Nodes = [] });
        pair.Commit();
    }

    internal void Run(int commits)
    {
        for (; commit < commits; commit++)
        {
            for (int i = random.Next(8); i >= 0; i--)
                Change();
            pair.Commit();
            Look();
            if (random.Next(40) == 0)
                TakeOver();
            else if (random.Next(20) == 0)
                Snapshot();
            Compare();
        }
        Finish();
    }

    void Change()
    {
        var node = Any();
        switch (random.Next(8))
        {
            case 0: node.Number = random.Next(); break;
            case 1: node.Next = new Node { Number = random.Next(), Nodes = random.Next(2) == 0 ? [new Node { Number = random.Next() }] : null }; break;
            case 2: (node.Nodes ??= []).Add(Any()); break;
            case 3: PutAside(node.Next); node.Next = null; break;
            case 4: PutAside(node.Nodes?.LastOrDefault()); node.Nodes = []; break;
            case 5: node.Next = Any(); break;
            case 6 when aside.Count > 0: node.Next = aside[random.Next(aside.Count)]; break;
            case 7 when aside.Count > 0: aside[random.Next(aside.Count)].Number = random.Next(); break;
        }
    }

    void PutAside(Node? node)
    {
        if (node is not null && aside.Count < 20)
            aside.Add(node);
    }

    /// <summary>A node of the state, or now and then one that is not in it.</summary>
    Node Any()
    {
        if (aside.Count > 0 && random.Next(12) == 0)
            return aside[random.Next(aside.Count)];
        var node = root;
        for (int steps = random.Next(10); steps > 0; steps--)
        {
            Node? next = random.Next(2) == 0 || node.Nodes is not { Count: > 0 } nodes ? node.Next : nodes[random.Next(nodes.Count)];
            if (next is null)
                break;
            node = next;
        }
        return node;
    }

    void Look()
    {
        var tracer = pair.Applier.Tracer;
        if (!tracer.IsRunning && !pair.Capturer.Garbage.IsPending && random.Next(3) == 0)
        {
            pair.Capturer.Garbage.BeginTrace();
            tracer.Begin();
        }
        if (tracer.HasWork && tracer.Step(random.Next(1, 12)) is var (ids, _))
            proposals.Enqueue((commit + random.Next(4), ids));
        if (proposals.TryPeek(out var next) && next.Due <= commit)
        {
            proposals.Dequeue();
            Answer(next.Ids);
        }
    }

    void Answer(List<IdRun> ids)
    {
        if (When_nothing_refers_to_objects.Judge(pair, ids) is not { } linked)
            return;
        if (linked.Count > 0)
            pair.Applier.Tracer.GoOn(linked);
        else
            pair.Applier.Tracer.End();
    }

    void TakeOver()
    {
        pair = pair.TakeOver();
        root = (Node)pair.Active.Roots["root"];
        aside.Clear();
        proposals.Clear();
        pair.Snapshot();
    }

    void Snapshot()
    {
        proposals.Clear();
        pair.Capturer.Garbage.EndTrace();
        pair.Snapshot(random.Next(10, 500));
        pair.Commit();
    }

    /// <summary>Everything that is not in the graph is gone, once nobody links it again.</summary>
    void Finish()
    {
        Snapshot();
        root.Number++;
        pair.Commit();
        pair.Capturer.Garbage.BeginTrace();
        pair.Applier.Tracer.Begin();
        Answer(pair.Applier.Tracer.Step(int.MaxValue)!.Value.Unreachable);
        while (pair.Commit() is not null)
        {
        }
        Assert.That(pair.Standby.Objects.Count, Is.EqualTo(GraphText.Count(root)), $"objects of the standby, seed {seed}");
        Compare();
    }

    void Compare() => Assert.That(GraphText.Of(pair.Copy<Node>()), Is.EqualTo(GraphText.Of(root)), $"seed {seed}, commit {commit}");
}
