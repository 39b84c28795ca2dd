namespace Replicated.Frames;

/// <summary>Standby to active: all frames up to <paramref name="Received"/> are in memory, all up to <paramref name="Applied"/> in the objects.</summary>
/// <remarks>Written by hand, as <see cref="Heartbeat"/>: they are sent for each commit and may not allocate.</remarks>
internal readonly record struct Acknowledgement(long Epoch, long Received, long Applied)
{
    internal const int BytesMax = 3 * (1 + Varint.BytesMax);

    internal int Write(Span<byte> into)
    {
        int at = Varint.WriteField(into, 1, (ulong)Epoch);
        at += Varint.WriteField(into[at..], 2, (ulong)Received);
        return at + Varint.WriteField(into[at..], 3, (ulong)Applied);
    }

    internal static Acknowledgement Read(ReadOnlySpan<byte> body)
    {
        long epoch = 0, received = 0, applied = 0;
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: epoch = fields.Count; break;
                case 2: received = fields.Count; break;
                case 3: applied = fields.Count; break;
            }
        }
        return new(epoch, received, applied);
    }
}

/// <summary>The sender is alive; from the active also: every member of the in-sync set has all frames up to <paramref name="Stable"/>.</summary>
internal readonly record struct Heartbeat(long Epoch, long Stable)
{
    internal const int BytesMax = 2 * (1 + Varint.BytesMax);

    internal int Write(Span<byte> into)
    {
        int at = Varint.WriteField(into, 1, (ulong)Epoch);
        return at + Varint.WriteField(into[at..], 2, (ulong)Stable);
    }

    internal static Heartbeat Read(ReadOnlySpan<byte> body)
    {
        long epoch = 0, stable = 0;
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: epoch = fields.Count; break;
                case 2: stable = fields.Count; break;
            }
        }
        return new(epoch, stable);
    }
}
