using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Replicated.Frames;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>
/// Compares items as replication must: by bits and by reference, never by <c>Equals</c>, which may call 1.0 and 1.00 or two different
/// objects the same.
/// </summary>
internal static class Items<T>
{
    static readonly ISameByParts<T>? byParts = Codec<T>.Instance as ISameByParts<T>;
    static readonly bool packed = typeof(T).IsPrimitive && typeof(T) != typeof(nint) && typeof(T) != typeof(nuint);

    /// <summary>Whether an item is or holds an object that is not ours, and so can be another one later.</summary>
    static readonly bool changing = Codec<T>.Instance is not ICollectionCodec && Codec<T>.Instance.CanChange;

    /// <summary>Whether an item can be a box of a struct, or an object that is not ours.</summary>
    static readonly bool open = !typeof(T).IsValueType && !Codec<T>.Instance.IsExact;

    /// <summary>Whether items travel as their bytes in memory.</summary>
    internal static bool Packed => packed;

    /// <summary>Items that travel as their bytes are one value on the wire.</summary>
    /// <exception cref="ReplicationException">They are too many bytes.</exception>
    internal static void CheckSize(Encoder encoder, int count)
    {
        if (packed)
            encoder.CheckValue($"a sequence of {count} items", (long)count * Unsafe.SizeOf<T>());
    }

    /// <summary>Whether a value is the default one of its type.</summary>
    internal static bool IsZero(T value)
    {
        ref byte first = ref Unsafe.As<T, byte>(ref value);
        for (int i = 0; i < Unsafe.SizeOf<T>(); i++)
        {
            if (Unsafe.Add(ref first, i) != 0)
                return false;
        }
        return true;
    }

    internal static bool Same(T left, T right)
    {
        if (typeof(T) == typeof(string))
            return string.Equals((string?)(object?)left, (string?)(object?)right, StringComparison.Ordinal);
        if (changing)
            return Comparison.Same(left, right);
        if (!typeof(T).IsValueType)
            return open ? IsSameBox(left, right) : ReferenceEquals(left, right);
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            return byParts is null ? Comparison.Same(left, right) : byParts.Same(left, right);
        return Bytes(ref left).SequenceEqual(Bytes(ref right));
    }

    /// <summary>A key that changes in place is lost in its dictionary anyway.</summary>
    internal static bool SameKey(T left, T right) => open || (changing && !typeof(T).IsValueType) ? ReferenceEquals(left, right) : Same(left, right);

    /// <summary>A box that changes in place was copied when it was sent; where it was not, nothing says what it was then.</summary>
    static bool IsSameBox(T left, T right) =>
        IsForeign(left) ? left!.GetType() == right?.GetType() && Comparison.Same(left, right)
        : ReferenceEquals(left, right) ? !Boxes.CanChange(left) : Boxes.CanChange(left) && left!.GetType() == right?.GetType() && Comparison.Same(left, right);

    /// <summary>Makes copies of the items that could change in place.</summary>
    internal static void Freeze(Span<T> items)
    {
        if (!open && !changing)
            return;
        foreach (ref var item in items)
            item = Frozen(item);
    }

    /// <summary>An item as it is noted as sent.</summary>
    internal static T Frozen(T item) => changing || (open && IsForeign(item)) ? Copies.Of(item) : open ? Boxes.Frozen(item) : item;

    static bool IsForeign(T item) => item is not null and not (ValueType or string or IReplicated) && Codecs.OfValue(item) is { IsForeign: true };

    /// <summary>How many items at the start are the same.</summary>
    internal static int CommonPrefix(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
    {
        int count = Math.Min(left.Length, right.Length);
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>() && (long)count * Unsafe.SizeOf<T>() < int.MaxValue)
            return Bytes(left[..count]).CommonPrefixLength(Bytes(right[..count])) / Unsafe.SizeOf<T>();
        for (int i = 0; i < count; i++)
        {
            if (!Same(left[i], right[i]))
                return i;
        }
        return count;
    }

    /// <summary>How many items at the end are the same.</summary>
    internal static int CommonSuffix(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
    {
        int max = Math.Min(left.Length, right.Length);
        int count = 0;
        while (count < max && Same(left[^(count + 1)], right[^(count + 1)]))
            count++;
        return count;
    }

    internal static ReadOnlySpan<byte> Bytes(ReadOnlySpan<T> items)
        => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)), items.Length * Unsafe.SizeOf<T>());

    static ReadOnlySpan<byte> Bytes(ref T item) => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref item), Unsafe.SizeOf<T>());

    /// <summary>Compares structs that hold references, or are boxed: their values as they would be written, and their references one by one.</summary>
    static class Comparison
    {
        [ThreadStatic]
        static Side? first;

        [ThreadStatic]
        static Side? second;

        internal static bool Same(T left, T right)
        {
            var a = (first ??= new Side()).Take(left);
            var b = (second ??= new Side()).Take(right);
            return a.IsSameAs(b);
        }
    }

    sealed class Side : ReferenceWriter
    {
        readonly Encoder encoder = new();
        readonly List<object> references = [];
        readonly MemberWriter writer;

        internal Side() => writer = new MemberWriter(encoder, this);

        internal Side Take(T value)
        {
            encoder.Clear();
            references.Clear();
            writer.Write(1, value);
            return this;
        }

        internal bool IsSameAs(Side other)
            => encoder.Written.SequenceEqual(other.encoder.Written)
                && CollectionsMarshal.AsSpan(references).SequenceEqual(CollectionsMarshal.AsSpan(other.references), ReferenceEqualityComparer.Instance);

        internal override ulong IdOf(IReplicated value) => Note(value);

        internal override ulong IdOf(object collection, ICollectionCodec codec) => Note(collection);

        internal override int NumberOf(Codec codec) => (int)Note(codec);

        internal override int NumberOf(DelegateMethod method) => (int)Note(method);

        ulong Note(object value)
        {
            references.Add(value);
            return 1;
        }
    }
}
