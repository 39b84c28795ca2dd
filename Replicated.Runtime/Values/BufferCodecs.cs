using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Replicated.Collections;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>The items of an inline array as a run from its start.</summary>
internal sealed class InlineArrayCodec<T, TItem> : Codec<T>
    where T : struct
{
    static readonly int length = typeof(T).GetCustomAttribute<InlineArrayAttribute>()!.Length;

    internal override bool HoldsReferences => Codec<TItem>.Instance.HoldsReferences;

    internal override IEnumerable<Codec> Parts => [Codec<TItem>.Instance];

    internal override void Write(MemberWriter writer, int field, T value)
    {
        Items<TItem>.CheckSize(writer.Encoder, length);
        Runs<TItem>.WriteRun(writer, field, 0, ItemsOf(ref value));
    }

    internal override T Read(MemberReader reader, WireType type)
    {
        T value = default;
        Runs<TItem>.Read(reader, ItemsOf(ref value));
        return value;
    }

    internal override void Reach(Reacher reacher, T value)
    {
        foreach (var item in ItemsOf(ref value))
            reacher.Reach(item);
    }

    static Span<TItem> ItemsOf(ref T value) => MemoryMarshal.CreateSpan(ref Unsafe.As<T, TItem>(ref value), length);
}

/// <summary>A fixed buffer, which holds numbers only, as its bytes in memory.</summary>
internal sealed class FixedBufferCodec<T> : Codec<T>
    where T : struct
{
    internal override void Write(MemberWriter writer, int field, T value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        writer.Encoder.Bytes(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
    }

    internal override T Read(MemberReader reader, WireType type) => MemoryMarshal.Read<T>(reader.BytesOf(type, Unsafe.SizeOf<T>()));
}
