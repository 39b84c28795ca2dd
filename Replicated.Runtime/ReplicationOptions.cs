using Microsoft.Extensions.Logging;

namespace Replicated;

/// <summary>
/// How this process takes part in a cluster. Each option is also an environment variable (<c>Replicated__Cluster</c>), a key of the
/// configuration section <c>Replicated</c> (with the package Replicated.Hosting) and an option of <c>replicated-standby run</c>.
/// </summary>
public sealed class ReplicationOptions
{
    /// <summary>Name of the cluster: the nodes that replicate one program's state.</summary>
    public string Cluster { get; set; } = "default";

    /// <summary>Name of this node, unique in the cluster. Default: host name and process id.</summary>
    public string Node { get; set; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>Where the right to be active is held: <c>file:PATH</c>, a folder on this machine, or <c>none</c>: an operator promotes.</summary>
    public string Lease { get; set; } = "none";

    /// <summary>The address this node listens on, <c>HOST:PORT</c> or <c>[IPV6]:PORT</c>; port 0 takes a free one and logs it.</summary>
    public string Listen { get; set; } = "127.0.0.1:0";

    /// <summary>The addresses of the other nodes, as in <see cref="Listen"/>. With the lease store <c>file</c> the record names the active too.</summary>
    public IList<string> Peers { get; } = [];

    /// <summary>Allows addresses other than loopback without encryption.</summary>
    public bool Insecure { get; set; }

    /// <summary>How long <see cref="Replication.CommitAsync"/> waits where the call does not say. Default 5 s.</summary>
    public TimeSpan CommitTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest message on the wire, in bytes; a larger frame travels in parts. Default 16 MiB, at least 1 KiB.</summary>
    public int MessageBytesMax { get; set; } = 16 << 20;

    /// <summary>How often an idle connection says that it is alive. Default 100 ms, at least 20 ms.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>After this time without a message the other node counts as lost. Default 2 s.</summary>
    public TimeSpan HeartbeatTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The most bytes of frames kept for standbys that come back. Default 256 MiB.</summary>
    public long LogBytesMax { get; set; } = 256L << 20;

    /// <summary>
    /// How many objects that nothing refers to any more may stay on a standby, beside a quarter of the number of those in use. Fewer costs
    /// the standby's processor more. Default 65,536, at least 1,024.
    /// </summary>
    public long DeadObjectsMax { get; set; } = 64 << 10;

    /// <summary>Whether threads may change replicated state while another one commits. Default <see cref="WriterMode.Racing"/>.</summary>
    public WriterMode Writers { get; set; } = WriterMode.Racing;

    /// <summary>If set, each byte sent to a standby is also appended to this file; <c>protoc --decode=replicated.Stream</c> reads it.</summary>
    public string? RecordStreamTo { get; set; }

    /// <summary>Where log lines go; null: to the standard error stream.</summary>
    public ILogger? Logger { get; set; }
}

/// <summary>Whether writers of replicated state are synchronized with commits.</summary>
public enum WriterMode
{
    /// <summary>Any thread may change state at any time. Safe; a commit pays for one barrier across the process's threads.</summary>
    Racing,

    /// <summary>Every change happens under a lock that the committing thread holds. No barrier.</summary>
    Synchronized,
}
