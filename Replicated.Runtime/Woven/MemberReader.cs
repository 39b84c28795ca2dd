using System.ComponentModel;
using System.Runtime.CompilerServices;
using Replicated.Frames;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>Reads the value of the member that stands next in a message.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MemberReader
{
    WireType type;

    internal MemberReader(Decoder decoder, ReferenceReader references)
    {
        Decoder = decoder;
        References = references;
    }

    internal Decoder Decoder { get; }

    internal ReferenceReader References { get; }

    /// <summary>Whether members may be ahead of the collections that their objects are keys of, as in a snapshot, until the frame after it.</summary>
    internal bool IsAhead { get; set; }

    /// <summary>Reads a value of the member's static type.</summary>
    public T Read<T>()
    {
        // As in MemberWriter.Write.
        if (typeof(T) == typeof(long))
        {
            Decoder.Expect(type, WireType.Varint);
            long value = Decoder.ZigZag();
            return Unsafe.As<long, T>(ref value);
        }
        if (typeof(T) == typeof(int))
        {
            int value = Codec<int>.Instance.Read(this, type);
            return Unsafe.As<int, T>(ref value);
        }
        return Codec<T>.Instance.Read(this, type);
    }

    /// <summary>As <see cref="MemberWriter.WriteWatched"/>.</summary>
    public T ReadWatched<T>() => ReadUnder<T>(Watch.Closed);

    /// <summary>As <see cref="MemberWriter.WriteOpen"/>.</summary>
    public T ReadOpen<T>(RuntimeTypeHandle type) => ReadUnder<T>(Watch.Open(type));

    T ReadUnder<T>(Watch watch)
    {
        References.Watch = watch;
        try
        {
            return Read<T>();
        }
        finally
        {
            References.Watch = null;
        }
    }

    /// <summary>Goes to the next member of a message, or says that there is none.</summary>
    internal bool NextMember(Shape shape, out int member)
    {
        bool more = NextField(shape.Members.Length, out int field);
        member = field - 1;
        return more;
    }

    /// <summary>Goes to the next field of a message, or says that there is none.</summary>
    internal bool NextField(int fieldMax, out int field)
    {
        if (!Decoder.TryReadTag(out field, out type))
            return false;
        return field <= fieldMax ? true : throw Decoder.Damaged($"field {field} where there are {fieldMax}");
    }

    /// <summary>The type that the tag of the current field announced.</summary>
    internal WireType FieldType => type;

    /// <summary>Whether a collection was referred to that is not complete yet, so that what was read has to be read again.</summary>
    internal bool IsPutOff { get; private set; }

    /// <summary>Whether a struct was read that calls can change in its box.</summary>
    internal bool HasChangingBox { get; set; }

    /// <summary>Tells <see cref="IsPutOff"/> and begins anew.</summary>
    internal bool TakePutOff()
    {
        bool was = IsPutOff;
        IsPutOff = false;
        return was;
    }

    internal T? Reference<T>(WireType type)
        where T : class
    {
        Decoder.Expect(type, WireType.Varint);
        ulong id = Decoder.Varint();
        if (id == 0)
            return null;
        var value = References.Find(id) ?? throw Decoder.Damaged($"object {id} is not known");
        if (ReferenceEquals(value, ReferenceReader.NotComplete))
        {
            IsPutOff = true;
            return null;
        }
        return value as T ?? throw Decoder.Damaged($"object {id} is a {TypeNames.Of(value.GetType())} where a {TypeNames.Of(typeof(T))} was expected");
    }

    /// <summary>Whether the current field says null, see <see cref="MemberWriter.Null"/>.</summary>
    internal bool IsNull(WireType type)
    {
        if (type == WireType.LengthDelimited)
            return false;
        Decoder.Expect(type, WireType.Varint);
        return Decoder.Varint() == 0 ? true : throw Decoder.Damaged("a number where null was expected");
    }

    /// <summary>The bytes of a length-delimited field that has a fixed size.</summary>
    internal ReadOnlySpan<byte> BytesOf(WireType type, int size)
    {
        Decoder.Expect(type, WireType.LengthDelimited);
        var bytes = Decoder.Bytes();
        return bytes.Length == size ? bytes : throw Decoder.Damaged($"{bytes.Length} bytes where {size} were expected");
    }
}
