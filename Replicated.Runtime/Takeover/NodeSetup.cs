using System.Net.Sockets;
using Replicated.Links;

namespace Replicated.Takeover;

/// <summary>What a node is made of.</summary>
internal sealed class NodeSetup
{
    /// <summary>Checked already.</summary>
    internal required ReplicationOptions Options { get; init; }

    internal required IState State { get; init; }

    internal required ILeaseStore Lease { get; init; }

    /// <summary>Takes the sentences that say what was decided. Called by any thread, not while the node holds a lock.</summary>
    internal required Action<string> Log { get; init; }

    /// <summary>Ends this process, which was active and can no longer be.</summary>
    internal required Action<string> EndProcess { get; init; }

    /// <summary>Where others connect; already bound. Null: only <see cref="Node.Accept"/> makes connections.</summary>
    internal Socket? Listener { get; init; }

    /// <summary>Connects to an address.</summary>
    /// <remarks>An <see cref="IOException"/> or <see cref="SocketException"/> says that nobody answers.</remarks>
    internal Func<Address, ILink>? Dial { get; init; }

    /// <summary>Culture and time zone of this process.</summary>
    internal Frames.NodeEnvironment Environment { get; init; } = Frames.NodeEnvironment.Here;

    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
