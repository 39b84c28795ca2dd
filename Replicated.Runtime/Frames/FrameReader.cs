using Replicated.Protocol;

namespace Replicated.Frames;

/// <summary>Reads a frame: first its head, then its changes one by one. Nothing is allocated for what is only announced.</summary>
internal sealed class FrameReader
{
    /// <summary>Tag and value of the CRC, which end each frame.</summary>
    const int CrcBytes = 5;

    ulong lastObject;
    int outerOfChange;
    int outerOfMembers;
    int field;
    WireType type;

    /// <summary>Stands at the members of a change after <see cref="NextChange"/>.</summary>
    internal Decoder Decoder { get; } = new();

    /// <summary>Checks the CRC and reads everything before the first change.</summary>
    /// <exception cref="FrameDamagedException">The bytes are not a frame.</exception>
    internal FrameHead Open(ReadOnlyMemory<byte> bytes)
    {
        CheckCrc(bytes.Span);
        Decoder.Reset(bytes[..^CrcBytes]);
        lastObject = 0;
        var head = new FrameHead();
        var position = default(Position);
        int before = 0;
        while (Next() && field < FrameField.Changes)
        {
            if (field < before)
                throw Decoder.Damaged($"field {field} after field {before}");
            before = field;
            ReadHeadField(head, ref position);
        }
        head.Position = position;
        return head;
    }

    /// <summary>Goes to the members of the next change, or says that there is none.</summary>
    internal bool NextChange(out ulong id)
    {
        id = 0;
        if (field == 0)
            return false;
        if (field != FrameField.Changes)
            throw Decoder.Damaged($"field {field} among the changes");
        Decoder.Expect(type, WireType.LengthDelimited);
        outerOfChange = Decoder.Enter();
        if (!Decoder.TryReadTag(out int inner, out var innerType))
            throw Decoder.Damaged("an empty change");
        ulong step = 1;
        if (inner == 1)
        {
            Decoder.Expect(innerType, WireType.Varint);
            step += (ulong)Decoder.ZigZag();
            Decoder.TryReadTag(out inner, out innerType);
        }
        if (inner != 2)
            throw Decoder.Damaged($"field {inner} where the members of a change were expected");
        Decoder.Expect(innerType, WireType.LengthDelimited);
        id = lastObject += step;
        outerOfMembers = Decoder.Enter();
        return true;
    }

    /// <summary>Ends the change whose members were read.</summary>
    internal void EndChange()
    {
        Decoder.Leave(outerOfMembers);
        Decoder.Leave(outerOfChange);
        Next();
    }

    /// <summary>Ends a change and notes where its members stand, to be read later with <see cref="Decoder.Seek"/>.</summary>
    internal (int Place, int Size) PutOffChange()
    {
        var place = (Decoder.Position, Decoder.Remaining);
        Decoder.Raw(Decoder.Remaining);
        EndChange();
        return place;
    }

    static void CheckCrc(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < CrcBytes || bytes[^CrcBytes] != (FrameField.Crc << 3 | (int)WireType.Fixed32))
            throw new FrameDamagedException($"damaged: a frame of {bytes.Length} bytes that does not end with its CRC");
        uint expected = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]);
        uint actual = Crc32C.Of(bytes[..^CrcBytes]);
        if (actual != expected)
            throw new FrameDamagedException($"damaged: the CRC of {bytes.Length} bytes is {actual:x8}, the frame says {expected:x8}");
    }

    bool Next()
    {
        if (Decoder.TryReadTag(out field, out type))
            return true;
        field = 0;
        return false;
    }

    void ReadHeadField(FrameHead head, ref Position position)
    {
        switch (field)
        {
            case FrameField.Lineage:
                position = position with { Lineage = new Lineage(ReadGuid()) };
                break;
            case FrameField.Epoch:
                Decoder.Expect(type, WireType.Varint);
                position = position with { Epoch = new Epoch((long)Decoder.Varint()) };
                break;
            case FrameField.Sequence:
                Decoder.Expect(type, WireType.Varint);
                position = position with { Sequence = (long)Decoder.Varint() };
                break;
            case FrameField.Reign:
                position = position with { Reign = new Reign(ReadGuid()) };
                break;
            case FrameField.Snapshot:
                ReadSlice(head);
                break;
            case FrameField.Types:
                head.Types.Add(ReadType());
                break;
            case FrameField.Created:
                ReadCreated(head.Created);
                break;
            case FrameField.Roots:
                head.Roots.Add(ReadRoot());
                break;
            case FrameField.Removed:
                Decoder.Expect(type, WireType.LengthDelimited);
                head.Removed.Add(ReadRun());
                break;
            default:
                throw Decoder.Damaged($"unknown field {field} of a frame");
        }
    }

    Guid ReadGuid()
    {
        Decoder.Expect(type, WireType.LengthDelimited);
        var bytes = Decoder.Bytes();
        return bytes.Length == 16 ? new Guid(bytes) : throw Decoder.Damaged("not a GUID");
    }

    void ReadSlice(FrameHead head)
    {
        int outer = Begin();
        head.Slice = 0;
        while (Decoder.TryReadTag(out int inner, out var innerType))
        {
            Decoder.Expect(innerType, WireType.Varint);
            ulong value = Decoder.Varint();
            if (inner == 1)
                head.Slice = (int)value;
            else if (inner == 2)
                head.LastSlice = value != 0;
        }
        Decoder.Leave(outer);
    }

    TypeShape ReadType()
    {
        Decoder.Expect(type, WireType.LengthDelimited);
        try
        {
            return TypeShape.Read(Decoder.Bytes());
        }
        catch (DamagedMessageException damage)
        {
            throw Decoder.Damaged($"a type: {damage.Message}");
        }
    }

    void ReadCreated(List<CreatedObject> into)
    {
        int outer = Begin();
        ulong first = 0;
        int from = into.Count;
        while (Decoder.TryReadTag(out int inner, out var innerType))
        {
            if (inner == 1)
                first = Decoder.Varint();
            else if (inner == 2 && innerType == WireType.Varint)
                into.Add(new CreatedObject(first++, Decoder.Varint(), null));
            else if (inner == 2)
                ReadTypeNumbers(into, first);
            else if (inner == 3)
                ReadConstruction(into, from);
            else
                Decoder.Skip(innerType);
        }
        Decoder.Leave(outer);
    }

    void ReadTypeNumbers(List<CreatedObject> into, ulong first)
    {
        int outer = Decoder.Enter();
        while (!Decoder.AtEnd)
            into.Add(new CreatedObject(first++, Decoder.Varint(), null));
        Decoder.Leave(outer);
    }

    void ReadConstruction(List<CreatedObject> into, int from)
    {
        int outer = Decoder.Enter();
        ulong index = 0;
        var making = new Making();
        while (Decoder.TryReadTag(out int inner, out var innerType))
        {
            if (inner == 1)
                index = Decoder.Varint();
            else
                making = ReadMaking(making, inner, innerType);
        }
        Decoder.Leave(outer);
        if (index >= (ulong)(into.Count - from))
            throw Decoder.Damaged($"a construction for object {index} of {into.Count - from}");
        int at = from + (int)index;
        into[at] = into[at] with { Making = making };
    }

    Making ReadMaking(Making making, int inner, WireType innerType)
    {
        switch (inner)
        {
            case 2:
                return making with { Length = Decoder.Varint() };
            case 3:
                return making with { Comparer = Wtf8.Read(Decoder) };
            case 4:
                Decoder.Expect(innerType, WireType.LengthDelimited);
                return making with { Lengths = ReadNumbers() };
            case 5:
                return making with { ComparerObject = Decoder.Varint() };
            case 6:
                Decoder.Expect(innerType, WireType.LengthDelimited);
                return making with { Contents = Decoder.Memory() };
            case 7:
                return making with { Known = Wtf8.Read(Decoder) };
            case 8:
                return making with { Own = Wtf8.Read(Decoder) };
            default:
                Decoder.Skip(innerType);
                return making;
        }
    }

    List<ulong> ReadNumbers()
    {
        int outer = Decoder.Enter();
        var numbers = new List<ulong>();
        while (!Decoder.AtEnd)
            numbers.Add(Decoder.Varint());
        Decoder.Leave(outer);
        return numbers;
    }

    (string, ulong) ReadRoot()
    {
        int outer = Begin();
        string name = "";
        ulong id = 0;
        while (Decoder.TryReadTag(out int inner, out var innerType))
        {
            if (inner == 1)
                name = Wtf8.Read(Decoder);
            else if (inner == 2)
                id = Decoder.Varint();
            else
                Decoder.Skip(innerType);
        }
        Decoder.Leave(outer);
        return (name, id);
    }

    IdRun ReadRun()
    {
        int outer = Decoder.Enter();
        var run = default(IdRun);
        while (Decoder.TryReadTag(out int inner, out var innerType))
        {
            Decoder.Expect(innerType, WireType.Varint);
            ulong number = Decoder.Varint();
            run = inner == 1 ? run with { First = number } : run with { Count = number };
        }
        Decoder.Leave(outer);
        return run;
    }

    int Begin()
    {
        Decoder.Expect(type, WireType.LengthDelimited);
        return Decoder.Enter();
    }
}
