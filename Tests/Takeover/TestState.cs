using System.Runtime.InteropServices;
using Replicated.Frames;
using Replicated.Protocol;
using Replicated.Takeover;
using Replicated.Tests.Protocol;

namespace Replicated.Tests.Takeover;

/// <summary>A list of numbers that grows: the state of a node without any objects.</summary>
internal sealed class TestState : IState
{
    readonly Lock gate = new();
    readonly List<int> pending = [];
    readonly List<int> values = [];

    public IReadOnlyList<TypeShape> Types { get; init; } = [];

    public IReadOnlyList<string> Known => [];

    public IReadOnlyList<TextOrder> Orders => [];

    /// <summary>Added to each frame, to make it large.</summary>
    internal int Ballast { get; set; }

    /// <summary>Added to the last slice of each snapshot.</summary>
    internal int SnapshotBallast { get; set; }

    /// <summary>Called at the begin of each capture.</summary>
    internal Action? AtCapture { get; set; }

    /// <summary>Called at the begin of each snapshot.</summary>
    internal Action? AtSnapshot { get; set; }

    /// <summary>Called before each frame is applied.</summary>
    internal Action? AtApply { get; set; }

    internal int[] Values
    {
        get
        {
            lock (gate)
                return [.. values, .. pending];
        }
    }

    internal void Add(int value)
    {
        lock (gate)
            pending.Add(value);
    }

    public Frame? Capture(Position position, bool evenIfEmpty)
    {
        AtCapture?.Invoke();
        lock (gate)
        {
            if (pending.Count == 0 && !evenIfEmpty)
                return null;
            var payload = new byte[4 + (pending.Count * 4) + Ballast];
            BitConverter.TryWriteBytes(payload, pending.Count);
            MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(pending)).CopyTo(payload.AsSpan(4));
            values.AddRange(pending);
            pending.Clear();
            return TestFrames.Make(position, payload);
        }
    }

    public IReadOnlyList<Frame> Snapshot(Position position, int sliceBytes)
    {
        AtSnapshot?.Invoke();
        lock (gate)
        {
            int half = values.Count / 2;
            return [TestFrames.Make(position, Encode(values.GetRange(0, half)), 0), TestFrames.Make(position, [.. Encode(values.GetRange(half, values.Count - half)), .. new byte[SnapshotBallast]], 1, last: true)];
        }
    }

    public Replicated.Capture.Garbage? Garbage => null;

    public Replicated.Apply.Tracer? Tracer => null;

    public long Churn => 0;

    public IReadOnlyList<string> Faults { get; set; } = [];

    /// <summary>Called when faults are to be tried again.</summary>
    internal Action? AtRetry { get; set; }

    public void RetryFaults() => AtRetry?.Invoke();

    public void Apply(Frame frame)
    {
        AtApply?.Invoke();
        lock (gate)
            values.AddRange(Decode(frame));
    }

    public void Replace(IReadOnlyList<Frame> slices)
    {
        lock (gate)
        {
            values.Clear();
            values.AddRange(slices.SelectMany(Decode));
        }
    }

    public void BecomeActive(Epoch epoch)
    {
    }

    static byte[] Encode(List<int> numbers) => [.. BitConverter.GetBytes(numbers.Count), .. MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(numbers))];

    static int[] Decode(Frame frame)
    {
        byte[] payload = TestFrames.PayloadOf(frame);
        return MemoryMarshal.Cast<byte, int>(payload.AsSpan(4, 4 * BitConverter.ToInt32(payload))).ToArray();
    }
}
