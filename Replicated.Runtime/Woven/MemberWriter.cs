using System.ComponentModel;
using System.Runtime.CompilerServices;
using Replicated.Frames;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>Writes members into the message of their object.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MemberWriter
{
    const int DisposedIterator = -2;

    internal MemberWriter(Encoder encoder, ReferenceWriter references)
    {
        Encoder = encoder;
        References = references;
    }

    internal Encoder Encoder { get; }

    internal ReferenceWriter References { get; }

    /// <summary>The field written last of those that can fail, for the path in an error.</summary>
    internal int Field { get; private set; }

    /// <summary>Writes the value of a member.</summary>
    /// <param name="field">The field number: the member's number + 1.</param>
    /// <param name="value">Its value as read now.</param>
    public void Write<T>(int field, T value)
    {
        // The commonest types without a call through the codec; the comparisons are constants to the JIT compiler.
        if (typeof(T) == typeof(int))
            Encoder.ZigZagField(field, Unsafe.As<T, int>(ref value));
        else if (typeof(T) == typeof(long))
            Encoder.ZigZagField(field, Unsafe.As<T, long>(ref value));
        else if (typeof(T) == typeof(double))
        {
            Encoder.Tag(field, WireType.Fixed64);
            Encoder.Fixed64(BitConverter.DoubleToUInt64Bits(Unsafe.As<T, double>(ref value)));
        }
        else
        {
            Field = field;
            Codec<T>.Instance.Write(this, field, value);
        }
    }

    /// <summary>Writes a member whose collections only the code of its assembly can change, which reports each change, see <see cref="Watched"/>.</summary>
    /// <param name="field">The field number: the member's number + 1.</param>
    /// <param name="value">Its value as read now.</param>
    public void WriteWatched<T>(int field, T value) => WriteUnder(Watch.Closed, field, value);

    /// <summary>As <see cref="WriteWatched"/>, of a member that assemblies which refer to its own could get at.</summary>
    /// <param name="field">The field number: the member's number + 1.</param>
    /// <param name="value">Its value as read now.</param>
    /// <param name="type">A type of the member's assembly.</param>
    public void WriteOpen<T>(int field, T value, RuntimeTypeHandle type) => WriteUnder(Watch.Open(type), field, value);

    void WriteUnder<T>(Watch watch, int field, T value)
    {
        References.Watch = watch;
        try
        {
            Write(field, value);
        }
        finally
        {
            References.Watch = null;
        }
    }

    /// <summary>Told of each iterator before its members.</summary>
    /// <param name="running">Not 0 while its code runs.</param>
    /// <param name="state">Its state as the compiler counts them.</param>
    public void Iterator(int running, int state)
    {
        if (running != 0 && state != DisposedIterator)
            References.MeetRunningIterator();
    }

    /// <summary>A null where the value would be length-delimited: the number 0 under the same field.</summary>
    internal void Null(int field)
    {
        Encoder.Tag(field, WireType.Varint);
        Encoder.Varint(0);
    }
}
