namespace Replicated.Frames;

/// <summary>Object ids that follow each other.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct IdRun(ulong First, ulong Count) : IMessage<IdRun>
{
    /// <summary>The first id behind the run; a run that says it reaches beyond the last id there can be ends there.</summary>
    internal ulong End => Count > ulong.MaxValue - First ? ulong.MaxValue : First + Count;

    public void Write(Encoder encoder)
    {
        encoder.Number(1, First);
        encoder.Number(2, Count);
    }

    public static IdRun Read(ReadOnlySpan<byte> body)
    {
        var read = default(IdRun);
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: read = read with { First = fields.Number }; break;
                case 2: read = read with { Count = fields.Number }; break;
            }
        }
        return read;
    }

    /// <summary>Adds an id behind those that are there.</summary>
    internal static void Append(List<IdRun> runs, ulong id)
    {
        if (runs is [.., var last] && last.End == id)
            runs[^1] = last with { Count = last.Count + 1 };
        else
            runs.Add(new IdRun(id, 1));
    }

    /// <summary>Whether an id is in one of the runs, which are in the order of their ids.</summary>
    internal static bool Contain(List<IdRun> runs, ulong id)
    {
        int low = 0;
        int high = runs.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (runs[middle].First <= id)
                low = middle + 1;
            else
                high = middle;
        }
        return low > 0 && id < runs[low - 1].End;
    }
}
