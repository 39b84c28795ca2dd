using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>
/// The array as field 1 of a message; the message without it is the empty one, which is the same array everywhere and so has no id; null
/// as the number 0.
/// </summary>
internal sealed class ImmutableArrayCodec<T> : Codec<ImmutableArray<T>>
{
    internal override bool HoldsReferences => true;

    internal override IEnumerable<Codec> Parts => [Codec<T[]>.Instance];

    internal override void Write(MemberWriter writer, int field, ImmutableArray<T> value)
    {
        if (value.IsDefault)
        {
            writer.Null(field);
            return;
        }
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int message = writer.Encoder.BeginMessage();
        if (!value.IsEmpty)
            writer.Write(1, ImmutableCollectionsMarshal.AsArray(value));
        writer.Encoder.EndMessage(message);
    }

    internal override ImmutableArray<T> Read(MemberReader reader, WireType type)
    {
        if (reader.IsNull(type))
            return default;
        int outer = reader.Decoder.Enter();
        ImmutableArray<T> value = [];
        while (reader.NextField(1, out _))
            value = ImmutableCollectionsMarshal.AsImmutableArray(reader.Read<T[]?>());
        reader.Decoder.Leave(outer);
        return value;
    }

    internal override void Reach(Reacher reacher, ImmutableArray<T> value)
    {
        if (!value.IsDefaultOrEmpty)
            reacher.Reach(ImmutableCollectionsMarshal.AsArray(value));
    }
}

/// <summary>The array and which part of it, as the fields 1 to 3 of a message.</summary>
internal sealed class ArraySegmentCodec<T> : Codec<ArraySegment<T>>
{
    internal override bool HoldsReferences => true;

    internal override IEnumerable<Codec> Parts => [Codec<T[]>.Instance];

    internal override void Write(MemberWriter writer, int field, ArraySegment<T> value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int message = writer.Encoder.BeginMessage();
        writer.Write(1, value.Array);
        writer.Write(2, value.Offset);
        writer.Write(3, value.Count);
        writer.Encoder.EndMessage(message);
    }

    internal override ArraySegment<T> Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.LengthDelimited);
        int outer = reader.Decoder.Enter();
        T[]? array = null;
        int offset = 0;
        int count = 0;
        while (reader.NextField(3, out int field))
        {
            if (field == 1)
                array = reader.Read<T[]?>();
            else if (field == 2)
                offset = reader.Read<int>();
            else
                count = reader.Read<int>();
        }
        reader.Decoder.Leave(outer);
        // One that was read half old, half new can be no part of its array; the whole one is in the next frame.
        bool fits = array is not null && (uint)offset <= (uint)array.Length && (uint)count <= (uint)(array.Length - offset);
        return fits ? new ArraySegment<T>(array!, offset, count) : default;
    }

    internal override void Reach(Reacher reacher, ArraySegment<T> value) => reacher.Reach(value.Array);
}

/// <summary>As the part of an array that it is.</summary>
internal sealed class MemoryCodec<T> : Codec<Memory<T>>
{
    internal override bool HoldsReferences => true;

    internal override IEnumerable<Codec> Parts => [Codec<ArraySegment<T>>.Instance];

    internal override void Write(MemberWriter writer, int field, Memory<T> value) => writer.Write(field, ReadOnlyMemoryCodec<T>.SegmentOf(value));

    internal override Memory<T> Read(MemberReader reader, WireType type) => reader.Read<ArraySegment<T>>();

    internal override void Reach(Reacher reacher, Memory<T> value) => reacher.Reach(ReadOnlyMemoryCodec<T>.SegmentOf(value));
}

/// <summary>As <see cref="MemoryCodec{T}"/>.</summary>
internal sealed class ReadOnlyMemoryCodec<T> : Codec<ReadOnlyMemory<T>>
{
    internal override bool HoldsReferences => true;

    internal override IEnumerable<Codec> Parts => [Codec<ArraySegment<T>>.Instance];

    /// <exception cref="ReplicationException">It is not a part of an array.</exception>
    internal static ArraySegment<T> SegmentOf(ReadOnlyMemory<T> value)
    {
        if (!MemoryMarshal.TryGetArray(value, out var segment))
            throw new ReplicationException($"a {TypeNames.Of(typeof(ReadOnlyMemory<T>))} over something else than an array cannot be replicated: copy it with ToArray");
        // What stands for no array at all.
        return ReferenceEquals(segment.Array, ArraySegment<T>.Empty.Array) ? default : segment;
    }

    internal override void Write(MemberWriter writer, int field, ReadOnlyMemory<T> value) => writer.Write(field, SegmentOf(value));

    internal override ReadOnlyMemory<T> Read(MemberReader reader, WireType type) => reader.Read<ArraySegment<T>>();

    internal override void Reach(Reacher reacher, ReadOnlyMemory<T> value) => reacher.Reach(SegmentOf(value));
}
