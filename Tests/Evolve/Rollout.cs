using System.Collections.Concurrent;
using Replicated.Frames;
using Replicated.Protocol;
using Replicated.Tests.Weaving;

namespace Replicated.Tests.Evolve;

/// <summary>Builds of one program that follow each other: each node is a woven program with a runtime of its own, as in a process of its own.</summary>
sealed class Rollout
{
    static readonly ConcurrentDictionary<string, IReadOnlyList<CompiledSample>> builds = [];

    /// <summary>Identity of the history.</summary>
    internal Guid Lineage { get; } = Guid.NewGuid();

    /// <summary>The node that works.</summary>
    internal RolloutNode Active { get; private set; } = null!;

    internal long Epoch { get; private set; }

    internal Guid Reign { get; private set; }

    internal long Sequence { get; private set; }

    /// <summary>A node that starts with a build.</summary>
    internal RolloutNode Start(string source) => new(this, new WovenProgram(builds.GetOrAdd(source, Weave)));

    /// <summary>A node that starts with a build and works.</summary>
    internal RolloutNode Lead(string source) => TakeOver(Start(source));

    /// <summary>A node that starts with a build and follows, beginning with a snapshot.</summary>
    internal RolloutNode Follow(string source)
    {
        var node = Start(source);
        Assert.That(Refusal(node), Is.Null);
        node.Replace(Active.Snapshot());
        return node;
    }

    /// <summary>What the active has against a node with this build.</summary>
    internal string? RefusalOf(string source) => Refusal(Start(source));

    internal RolloutNode TakeOver(RolloutNode node)
    {
        (Epoch, Reign, Sequence, Active) = (Epoch + 1, Guid.NewGuid(), 0, node);
        node.BecomeActive();
        return node;
    }

    /// <summary>What changed on the active since the last commit arrives on the followers.</summary>
    internal void Commit(params RolloutNode[] followers)
    {
        if (Active.Capture(Sequence + 1) is not { } frame)
            return;
        Sequence++;
        foreach (var follower in followers)
            follower.Apply(frame);
    }

    string? Refusal(RolloutNode node)
    {
        var active = new NodeIdentity("bank", "active", default, "", Active.Types) { Known = Active.Known };
        var hello = new Hello { Protocol = MessageContracts.ProtocolVersion, Cluster = "bank", Node = "standby", Types = node.Types, Known = [.. node.Known] };
        return HelloCheck.Check(active, hello, [])?.Text;
    }

    static IReadOnlyList<CompiledSample> Weave(string source) => WovenProgram.From(source).Samples;
}
