using System.Net;
using System.Net.Sockets;
using Replicated.Links;
using Replicated.Takeover;

namespace Replicated.Tests.Takeover;

/// <summary>A node with a test's state and lease, over loopback or over links in memory.</summary>
internal sealed class TestNode : IDisposable
{
    static readonly TimeSpan deadline = TimeSpan.FromSeconds(10);

    readonly ILeaseStore lease;
    readonly List<string> log = [];

    TestNode(ReplicationOptions options, ILeaseStore lease, TestState state, Func<Address, ILink>? dial, Socket? listener)
    {
        this.lease = lease;
        State = state;
        Node = Node.Start(new()
        {
            Options = options,
            State = state,
            Lease = lease,
            Log = Note,
            EndProcess = why => Ended = why,
            Listener = listener,
            Dial = dial,
        });
    }

    internal TestState State { get; }

    internal Node Node { get; }

    internal string? Ended { get; private set; }

    internal string Log
    {
        get
        {
            lock (log)
                return string.Join('\n', log);
        }
    }

    internal static TestNode OnLoopback(string name, ILeaseStore lease, Action<ReplicationOptions>? change = null, TestState? state = null)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var options = new ReplicationOptions { Cluster = "bank", Node = name };
        change?.Invoke(options);
        return new(options, lease, state ?? new(), null, listener);
    }

    internal static TestNode InMemory(string name, ILeaseStore lease, string address, Func<Address, ILink> dial)
        => new(new ReplicationOptions { Cluster = "bank", Node = name, Listen = address }, lease, new(), dial, null);

    /// <summary>Waits for a condition, not for a time.</summary>
    internal static void Await(Func<bool> condition, string what)
    {
        var end = DateTime.UtcNow + deadline;
        while (!condition())
        {
            if (DateTime.UtcNow > end)
                Assert.Fail($"not within {deadline.TotalSeconds} s: {what}");
            Thread.Yield();
        }
    }

    internal void AwaitActive() => Await(() => Node.Activated.IsCompletedSuccessfully, $"{Node.Address} is active; its log:\n{Log}");

    internal void AwaitInSync() => Await(() => Node.Status().Ready, $"{Node.Address} has an in-sync standby; its log:\n{Log}");

    internal CommitResult Commit(int value, CommitLevel level = CommitLevel.Received, TimeSpan? timeout = null)
    {
        State.Add(value);
        return Node.CommitAsync(level, timeout ?? deadline, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>As a killed process: the sockets close, the lease is free, nothing is said.</summary>
    internal void Kill()
    {
        Node.Dispose();
        lease.Release();
    }

    public void Dispose() => Kill();

    void Note(string sentence)
    {
        lock (log)
            log.Add(sentence);
    }
}
