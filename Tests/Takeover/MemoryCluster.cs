using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Replicated.Links;
using Replicated.Marks;
using Replicated.Takeover;
using Replicated.Tests.Capture;
using Node = Replicated.Takeover.Node;

namespace Replicated.Tests.Takeover;

/// <summary>An active and a standby with objects of their own in one process, over links in memory that a thread delivers.</summary>
sealed class MemoryCluster : IDisposable
{
    readonly MemoryLease lease = new();
    readonly ConcurrentBag<MemoryLink> wires = [];
    readonly ConcurrentDictionary<string, Member> members = [];
    readonly CancellationTokenSource stop = new();
    readonly Thread network;
    readonly Action<ReplicationOptions> change;

    internal MemoryCluster(Action<ReplicationOptions> change)
    {
        this.change = change;
        RuntimeHelpers.RunClassConstructor(typeof(Pair).TypeHandle);
        ProcessStatics.Limit();
        MarkList.Drain([]);
        network = new Thread(Deliver) { IsBackground = true };
        network.Start();
        Active = Add("left", "127.0.0.1:1");
        TestNode.Await(() => Active.Node.Activated.IsCompletedSuccessfully, "the first is active");
        Standby = Add("right", "127.0.0.1:2");
        TestNode.Await(() => Active.Node.Status().Ready, $"the second follows; log:\n{Active.Log}\n{Standby.Log}");
    }

    internal Member Active { get; }

    internal Member Standby { get; }

    internal T Root<T>(T value)
        where T : class
        => Active.Node.Exclusively(() =>
        {
            Active.State.AddRoot("root", value);
            return value;
        });

    internal void Commit(CommitLevel level)
    {
        var result = Active.Node.CommitAsync(level, TimeSpan.FromSeconds(30), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Assert.That(result.Level, Is.GreaterThanOrEqualTo(level), $"{Active.Log}\n{Standby.Log}");
    }

    internal void KillActive()
    {
        members.TryRemove("127.0.0.1:1", out _);
        Active.Kill();
        TestNode.Await(() => Standby.Node.Activated.IsCompletedSuccessfully, $"the second takes over; log:\n{Standby.Log}");
    }

    Member Add(string name, string address)
    {
        var options = new ReplicationOptions { Cluster = "bank", Node = name, Listen = address };
        change(options);
        return members[address] = new Member(options, lease.Open(), Dial);
    }

    MemoryLink Dial(Address address)
    {
        if (!members.TryGetValue(address.ToString(), out var member))
            throw new IOException($"nobody listens at {address}");
        var (here, there) = MemoryLink.Pair();
        member.Node.Accept(there);
        wires.Add(here);
        wires.Add(there);
        return here;
    }

    void Deliver()
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var wire in wires)
                wire.Deliver();
            Thread.Yield();
        }
    }

    public void Dispose()
    {
        Active.Kill();
        Standby.Kill();
        stop.Cancel();
        network.Join();
        stop.Dispose();
    }

    internal sealed class Member
    {
        readonly ILeaseStore lease;
        readonly ConcurrentQueue<string> log = [];

        internal Member(ReplicationOptions options, ILeaseStore lease, Func<Address, ILink> dial)
        {
            this.lease = lease;
            Node = Node.Start(new() { Options = options, State = State, Lease = lease, Log = log.Enqueue, EndProcess = log.Enqueue, Dial = dial });
        }

        internal ObjectState State { get; } = new(WriterMode.Racing);

        internal Node Node { get; }

        /// <summary>How many objects a standby holds.</summary>
        internal long Objects => State.Objects;

        internal string Log => string.Join('\n', log);

        internal void Kill()
        {
            Node.Dispose();
            lease.Release();
        }
    }
}
