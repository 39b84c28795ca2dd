namespace Replicated.Frames;

/// <summary>The new objects of a frame, as runs of ids that follow each other, and the roots they are named as.</summary>
internal sealed class CreatedRuns
{
    readonly List<(ulong Id, int Type, int Length, string? Comparer)> objects = [];

    internal List<(string Name, ulong Id)> Roots { get; } = [];

    internal void Add(ulong id, int type, int length, string? comparer) => objects.Add((id, type, length, comparer));

    internal void Clear()
    {
        objects.Clear();
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
            if (objects[i].Length != 0 || objects[i].Comparer is not null)
                WriteConstruction(encoder, i - from, objects[i].Length, objects[i].Comparer);
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

    static void WriteConstruction(Encoder encoder, int index, int length, string? comparer)
    {
        encoder.Tag(3, WireType.LengthDelimited);
        int message = encoder.BeginMessage();
        if (index != 0)
        {
            encoder.Tag(1, WireType.Varint);
            encoder.Varint((uint)index);
        }
        if (length != 0)
        {
            encoder.Tag(2, WireType.Varint);
            encoder.Varint((uint)length);
        }
        if (comparer is not null)
        {
            encoder.Tag(3, WireType.LengthDelimited);
            Wtf8.Write(encoder, comparer);
        }
        encoder.EndMessage(message);
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
