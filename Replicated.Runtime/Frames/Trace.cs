namespace Replicated.Frames;

/// <summary>
/// Active to standby: find what nothing refers to any more. From the frame <see cref="After"/> on the active notes to what it refers, so the
/// standby may begin with that frame or any later one. Also the answer to what it found.
/// </summary>
internal sealed record TraceRequest : IMessage<TraceRequest>
{
    /// <summary>The number of the trace in this reign.</summary>
    internal long Trace { get; init; }

    /// <summary>The last frame captured before.</summary>
    internal long After { get; init; }

    /// <summary>Not the first of a trace: these were linked again, so they and what they refer to stay; look on.</summary>
    internal List<IdRun> Linked { get; init; } = [];

    /// <summary>What was found will be taken away, and the trace ends.</summary>
    internal bool Done { get; init; }

    public void Write(Encoder encoder)
    {
        encoder.Number(1, Trace);
        encoder.Number(2, After);
        encoder.Messages(3, Linked);
        encoder.Flag(4, Done);
    }

    public static TraceRequest Read(ReadOnlySpan<byte> body)
    {
        var read = new TraceRequest();
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: read = read with { Trace = fields.Count }; break;
                case 2: read = read with { After = fields.Count }; break;
                case 3: read.Linked.Add(IdRun.Read(fields.Content)); break;
                case 4: read = read with { Done = fields.Flag }; break;
            }
        }
        return read;
    }
}

/// <summary>Standby to active: objects that nothing referred to when the trace ended, or some of them.</summary>
internal sealed record Unreachable : IMessage<Unreachable>
{
    internal long Trace { get; init; }

    /// <summary>No more of this trace follow.</summary>
    internal bool Last { get; init; }

    /// <summary>In the last: how many objects were found to be referred to.</summary>
    internal long Live { get; init; }

    /// <summary>In the order of their ids.</summary>
    internal List<IdRun> Ids { get; init; } = [];

    public void Write(Encoder encoder)
    {
        encoder.Number(1, Trace);
        encoder.Flag(2, Last);
        encoder.Number(3, Live);
        encoder.Messages(4, Ids);
    }

    public static Unreachable Read(ReadOnlySpan<byte> body)
    {
        var read = new Unreachable();
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: read = read with { Trace = fields.Count }; break;
                case 2: read = read with { Last = fields.Flag }; break;
                case 3: read = read with { Live = fields.Count }; break;
                case 4: read.Ids.Add(IdRun.Read(fields.Content)); break;
            }
        }
        return read;
    }
}
