using System.Diagnostics;
using System.Globalization;
using Benchmarks.Table;
using Replicated;
using Replicated.Apply;
using Replicated.Links;
using Replicated.Takeover;
using Replicated.Woven;

namespace Benchmarks.WholePath;

/// <summary>The other side of a cluster: follows until its starter ends it or is gone, and answers what it is asked on its input.</summary>
static class Standby
{
    internal const string Role = "follow";

    /// <summary>Looks for dead objects by itself.</summary>
    internal const string Traced = "traced";

    /// <summary>Looks for dead objects only when it is asked to.</summary>
    internal const string Untraced = "untraced";

    /// <summary>The bytes on its managed heap.</summary>
    internal const string Memory = "memory";

    /// <summary>How many objects it holds, dead ones included.</summary>
    internal const string Objects = "objects";

    /// <summary>Looks for dead objects; the longest slice and one of a hundred, in milliseconds.</summary>
    internal const string Slices = "slices";

    /// <summary>As many as are looked at between two looks at the queue.</summary>
    const int ObjectsPerSlice = 512;

    /// <param name="options">What its process begins with.</param>
    /// <param name="looks">Whether it looks for dead objects by itself, or only when it is asked for the slices.</param>
    internal static void Follow(ReplicationOptions options, bool looks)
    {
        WovenAssemblies.Announce([typeof(Bank).Assembly]);
        RootInitialisers.Check(Registry.RunRootInitialisers());
        var state = new ObjectState(options.Writers);
        var node = Node.Start(new NodeSetup
        {
            Options = options,
            State = looks ? state : new UntracedState(state),
            Lease = LeaseStores.Open(options.Lease, options.Cluster),
            Log = _ => { },
            EndProcess = _ => Environment.Exit(1),
            Listener = ListenSocket.Open(Address.Parse(options.Listen)),
        });
        new Thread(() => Answer(state)) { IsBackground = true }.Start();
        node.WaitUntilActive();
        throw new InvalidOperationException("the standby took over: the active was lost while it was measured");
    }

    static void Answer(ObjectState state)
    {
        while (Console.In.ReadLine() is { } question)
        {
            Console.WriteLine(question switch
            {
                Memory => GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture),
                Objects => state.Objects.ToString(CultureInfo.InvariantCulture),
                Slices => Trace(state),
                _ => throw new InvalidOperationException($"the standby was asked for '{question}'"),
            });
        }
        Environment.Exit(0);
    }

    /// <summary>While nothing is committed, so that nobody else looks. The first trace has its code compiled, once in the life of a process.</summary>
    static string Trace(ObjectState state)
    {
        var tracer = state.Tracer ?? throw new InvalidOperationException("the standby has nothing to look at");
        Trace(tracer);
        var milliseconds = Trace(tracer);
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds.Percentile(100)} {milliseconds.Percentile(99)}");
    }

    static Samples Trace(Tracer tracer)
    {
        var milliseconds = new Samples();
        tracer.Begin();
        while (tracer.HasWork)
        {
            long start = Stopwatch.GetTimestamp();
            tracer.Step(ObjectsPerSlice);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        tracer.End();
        return milliseconds;
    }
}
