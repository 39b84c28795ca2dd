using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>Gives a node its ticks, and says how many of them a time is.</summary>
internal sealed class NodeClock(Node node)
{
    internal const int TickMilliseconds = 5;

    internal void Start() => new Thread(Run) { IsBackground = true, Name = "replicated: tick" }.Start();

    internal static ProtocolLimits Limits(ReplicationOptions options) => new(
        HeartbeatTicks: Ticks(options.HeartbeatInterval),
        TimeoutTicks: Ticks(options.HeartbeatTimeout),
        RetryTicks: Ticks(TimeSpan.FromSeconds(1)),
        TraceTicks: Ticks(TimeSpan.FromSeconds(10)),
        LiveObjectsMin: 4 * options.DeadObjectsMax);

    static int Ticks(TimeSpan time) => Math.Max(1, (int)(time.TotalMilliseconds / TickMilliseconds));

    void Run()
    {
        while (!node.HasEnded)
        {
            Thread.Sleep(TickMilliseconds);
            node.Tick();
        }
    }
}
