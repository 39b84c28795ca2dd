using Replicated.Protocol;

namespace Replicated.Frames;

/// <summary>
/// Puts a frame together. Changes are written before it is known which types and objects they bring in, so the two parts are written
/// apart and joined at the end; fields are in the order of their numbers.
/// </summary>
/// <param name="valueBytesMax">The most bytes that one value can have.</param>
internal sealed class FrameWriter(int valueBytesMax = Encoder.ValueBytesMax)
{
    readonly Encoder head = new();
    readonly Encoder whole = new();
    readonly CreatedRuns created = new();
    readonly List<IdRun> removed = [];
    ulong lastObject;
    int churn;
    bool any;

    /// <summary>Takes the changes.</summary>
    internal Encoder Changes { get; } = new(valueBytesMax);

    /// <summary>Whether nothing was written yet.</summary>
    internal bool IsEmpty => !any;

    /// <summary>About how many bytes there are.</summary>
    internal int Length => head.Length + created.ContentBytes + Changes.Length;

    internal void Clear()
    {
        head.Clear();
        whole.Clear();
        created.Clear();
        ReusedList.Clear(removed);
        Changes.Clear();
        lastObject = 0;
        churn = 0;
        any = false;
    }

    internal void Type(TypeShape type)
    {
        any = true;
        head.Message(FrameField.Types, type);
    }

    /// <param name="id">The id of the new object.</param>
    /// <param name="type">The number of its type.</param>
    /// <param name="making">Null for an object of a class that is to be made.</param>
    internal void Created(ulong id, int type, Making? making)
    {
        any = true;
        churn++;
        created.Add(id, type, making);
    }

    internal void Root(string name, ulong id)
    {
        any = true;
        created.Roots.Add((name, id));
    }

    /// <summary>Takes objects away that nothing refers to any more.</summary>
    internal void Removed(IReadOnlyList<IdRun> runs)
    {
        any |= runs.Count > 0;
        removed.AddRange(runs);
    }

    /// <summary>Begins the change of an object; its members are written to <see cref="Changes"/>.</summary>
    internal ChangeStart BeginChange(ulong id)
    {
        int start = Changes.Length;
        ulong before = lastObject;
        lastObject = id;
        return new ChangeStart(start, Changes.BeginNested(FrameField.Changes, (long)(id - before - 1)), before);
    }

    /// <param name="start">What <see cref="BeginChange"/> returned.</param>
    /// <param name="canDrop">Whether the object can have referred to something that it does not refer to any more.</param>
    internal void EndChange(in ChangeStart start, bool canDrop = true)
    {
        any = true;
        churn += canDrop ? 1 : 0;
        Changes.EndMessage(start.Members);
        Changes.EndMessage(start.Change);
    }

    /// <summary>Takes back a change in which nothing was written.</summary>
    internal void CancelChange(in ChangeStart start)
    {
        Changes.TruncateTo(start.Length);
        lastObject = start.LastObject;
    }

    /// <summary>The complete frame.</summary>
    /// <param name="position">Where it stands.</param>
    /// <param name="slice">The number of a slice of a snapshot, or null for a commit.</param>
    /// <param name="last">Whether it is the last slice.</param>
    internal Frame ToFrame(Position position, int? slice = null, bool last = false)
    {
        whole.Clear();
        WritePosition(position);
        if (slice is { } number)
            WriteSlice(number, last);
        whole.Raw(head.Written);
        created.Write(whole);
        whole.Messages(FrameField.Removed, removed);
        whole.Raw(Changes.Written);
        uint crc = Crc32C.Of(whole.Written);
        whole.Tag(FrameField.Crc, WireType.Fixed32);
        whole.Fixed32(crc);
        return new Frame(position, whole.Written.ToArray()) { Churn = churn };
    }

    void WritePosition(Position position)
    {
        whole.Tag(FrameField.Lineage, WireType.LengthDelimited);
        whole.Bytes(position.Lineage.Value.ToByteArray());
        whole.Tag(FrameField.Epoch, WireType.Varint);
        whole.Varint((ulong)position.Epoch.Value);
        whole.Tag(FrameField.Sequence, WireType.Varint);
        whole.Varint((ulong)position.Sequence);
        whole.Tag(FrameField.Reign, WireType.LengthDelimited);
        whole.Bytes(position.Reign.Value.ToByteArray());
    }

    void WriteSlice(int number, bool last)
    {
        whole.Tag(FrameField.Snapshot, WireType.LengthDelimited);
        int message = whole.BeginMessage();
        whole.Tag(1, WireType.Varint);
        whole.Varint((uint)number);
        if (last)
        {
            whole.Tag(2, WireType.Varint);
            whole.Varint(1);
        }
        whole.EndMessage(message);
    }
}

/// <summary>Where a change began, so that it can be ended or taken back.</summary>
internal readonly record struct ChangeStart(int Length, int Members, ulong LastObject)
{
    internal int Change => Length + 2;
}

/// <summary>The field numbers of a Frame message.</summary>
internal static class FrameField
{
    internal const int Lineage = 1;
    internal const int Epoch = 2;
    internal const int Sequence = 3;
    internal const int Reign = 4;
    internal const int Snapshot = 5;
    internal const int Types = 6;
    internal const int Created = 7;
    internal const int Roots = 8;
    internal const int Removed = 9;
    internal const int Changes = 10;
    internal const int Crc = 15;
}
