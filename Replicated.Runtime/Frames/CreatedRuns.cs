namespace Replicated.Frames;

/// <summary>The new objects of a frame, as runs of ids that follow each other, and the roots they are named as.</summary>
internal sealed class CreatedRuns
{
    readonly List<(ulong Id, int Type, Making? Making)> objects = [];

    internal List<(string Name, ulong Id)> Roots { get; } = [];

    /// <summary>How many bytes the contents of new collections have.</summary>
    internal int ContentBytes { get; private set; }

    internal void Add(ulong id, int type, Making? making)
    {
        objects.Add((id, type, making));
        ContentBytes += making?.Contents.Length ?? 0;
    }

    internal void Clear()
    {
        ReusedList.Clear(objects);
        ContentBytes = 0;
        Roots.Clear();
    }

    internal void Write(Encoder encoder)
    {
        for (int from = 0; from < objects.Count;)
        {
            int to = from + 1;
            while (to < objects.Count && objects[to].Id == objects[to - 1].Id + 1)
                to++;
            WriteRun(encoder, from, to);
            from = to;
        }
        foreach (var (name, id) in Roots)
            WriteRoot(encoder, name, id);
    }

    void WriteRun(Encoder encoder, int from, int to)
    {
        encoder.Tag(FrameField.Created, WireType.LengthDelimited);
        int message = encoder.BeginMessage();
        encoder.Tag(1, WireType.Varint);
        encoder.Varint(objects[from].Id);
        WriteTypes(encoder, from, to);
        for (int i = from; i < to; i++)
        {
            if (objects[i].Making is { IsPlain: false } making)
                WriteConstruction(encoder, i - from, making);
        }
        encoder.EndMessage(message);
    }

    /// <summary>Packed, or plain where there is one, which is a byte less.</summary>
    void WriteTypes(Encoder encoder, int from, int to)
    {
        if (to - from == 1)
        {
            encoder.Tag(2, WireType.Varint);
            encoder.Varint((uint)objects[from].Type);
            return;
        }
        encoder.Tag(2, WireType.LengthDelimited);
        int types = encoder.BeginMessage();
        for (int i = from; i < to; i++)
            encoder.Varint((uint)objects[i].Type);
        encoder.EndMessage(types);
    }

    static void WriteConstruction(Encoder encoder, int index, Making making)
    {
        encoder.Tag(3, WireType.LengthDelimited);
        int message = encoder.BeginMessage();
        WriteNumber(encoder, 1, (uint)index);
        WriteNumber(encoder, 2, making.Length);
        if (making.Comparer is not null)
        {
            encoder.Tag(3, WireType.LengthDelimited);
            Wtf8.Write(encoder, making.Comparer);
        }
        if (making.Lengths.Count > 0)
            WriteLengths(encoder, making.Lengths);
        WriteNumber(encoder, 5, making.ComparerObject);
        if (!making.Contents.IsEmpty)
        {
            encoder.Tag(6, WireType.LengthDelimited);
            encoder.Bytes(making.Contents.Span);
        }
        if (making.Known is not null)
        {
            encoder.Tag(7, WireType.LengthDelimited);
            Wtf8.Write(encoder, making.Known);
        }
        if (making.Own is not null)
        {
            encoder.Tag(8, WireType.LengthDelimited);
            Wtf8.Write(encoder, making.Own);
        }
        encoder.EndMessage(message);
    }

    static void WriteLengths(Encoder encoder, IReadOnlyList<ulong> lengths)
    {
        encoder.Tag(4, WireType.LengthDelimited);
        int message = encoder.BeginMessage();
        foreach (ulong length in lengths)
            encoder.Varint(length);
        encoder.EndMessage(message);
    }

    static void WriteNumber(Encoder encoder, int field, ulong value)
    {
        if (value == 0)
            return;
        encoder.Tag(field, WireType.Varint);
        encoder.Varint(value);
    }

    static void WriteRoot(Encoder encoder, string name, ulong id)
    {
        encoder.Tag(FrameField.Roots, WireType.LengthDelimited);
        int message = encoder.BeginMessage();
        encoder.Tag(1, WireType.LengthDelimited);
        Wtf8.Write(encoder, name);
        encoder.Tag(2, WireType.Varint);
        encoder.Varint(id);
        encoder.EndMessage(message);
    }
}
