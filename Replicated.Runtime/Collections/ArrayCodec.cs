using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Replicated.Marks;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>
/// An array as its id; its contents are sent as changes of their own: message { runs = 2 }. Those of an array with more dimensions are its
/// items as they lie in memory.
/// </summary>
internal sealed class ArrayCodec<TArray, T> : CollectionCodec<TArray>
    where TArray : class
{
    static readonly int rank = typeof(TArray).GetArrayRank();

    internal override IEnumerable<Codec> Parts => [Codec<T>.Instance];

    public override TrackedCollection Track(object instance, ulong id)
    {
        var array = (Array)instance;
        if (rank == 1)
            return new Tracked(id, array, this, new Construction { Length = array.Length });
        int[] lengths = [.. Enumerable.Range(0, rank).Select(array.GetLength)];
        if (Enumerable.Range(0, rank).Any(dimension => array.GetLowerBound(dimension) != 0))
            throw new ReplicationException($"a {TypeNames.Of(typeof(TArray))} that does not begin at index 0 cannot be replicated: use one that does");
        return new Tracked(id, array, this, new Construction { Length = array.Length, Lengths = lengths });
    }

    public override TrackedCollection Create(ulong id, Construction construction)
    {
        construction = construction with { Contents = null };
        if (rank == 1)
            return new Tracked(id, new T[construction.Length], this, construction);
        int[] lengths = construction.Lengths ?? [];
        // The length was checked against the size of the frame, so it is what the others may come to.
        if (lengths.Length != rank || Product(lengths) != construction.Length)
            throw new Frames.FrameDamagedException($"damaged: a {TypeNames.Of(typeof(TArray))} of {construction.Length} items has the lengths {string.Join(", ", lengths)}");
        return new Tracked(id, Array.CreateInstanceFromArrayType(typeof(TArray), lengths), this, construction);
    }

    public override bool TryEmpty(object instance)
    {
        Array.Clear((Array)instance);
        return true;
    }

    /// <summary>The number of items, or -1 if a length is none.</summary>
    static long Product(int[] lengths)
    {
        UInt128 product = 1;
        foreach (int length in lengths)
        {
            if (length < 0)
                return -1;
            product = length == 0 || product == 0 ? 0 : UInt128.Min(product * (uint)length, long.MaxValue);
        }
        return (long)product;
    }

    sealed class Tracked(ulong id, Array array, ArrayCodec<TArray, T> codec, Construction construction) : TrackedCollection(id, array)
    {
        readonly SentItems<T> sent = new();

        internal override ICollectionCodec Codec => codec;

        internal override Construction Construction => construction;

        Span<T> Items => ItemsOf((Array)Instance!);

        static Span<T> ItemsOf(Array array) => MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

        internal override bool WriteChanges(MemberWriter writer, ReadOnlySpan<ItemRange> touched)
        {
            Items<T>.CheckSize(writer.Encoder, construction.Length);
            if (!sent.Take(Items, touched))
                return false;
            sent.WriteRuns(writer, 2);
            return true;
        }

        internal override void Confirm() => sent.Confirm();

        internal override void Discard() => sent.Discard();

        internal override bool WriteSent(MemberWriter writer)
        {
            Runs<T>.Write(writer, 2, 0, sent.Sent, []);
            return sent.Count > 0;
        }

        internal override void NoteSent()
        {
            if (sent.Take(Items))
                sent.Confirm();
        }

        internal override void Reach(Reacher reacher)
        {
            if (!Codec<T>.Instance.HoldsReferences)
                return;
            foreach (var item in Items)
                reacher.Reach(item);
        }

        internal override ReachPlace? ReachSome(Reacher reacher, ReachPlace from, int items) => ReachSome<T>(reacher, Items, from, items);

        internal override void Read(MemberReader reader)
        {
            while (reader.NextField(2, out int field))
            {
                if (field != 2)
                    throw reader.Decoder.Damaged("a length in the change of an array");
                Runs<T>.Read(reader, Items);
            }
        }

        internal override string? KeyOf(object item)
        {
            var items = Items;
            for (int index = 0; index < items.Length; index++)
            {
                if (!typeof(T).IsValueType && ReferenceEquals(items[index], item))
                    return KeyAt(index);
            }
            return null;
        }

        /// <summary>E.g. <c>[1,0]</c>.</summary>
        string KeyAt(int index)
        {
            int[] lengths = construction.Lengths ?? [construction.Length];
            int[] at = new int[lengths.Length];
            for (int dimension = lengths.Length - 1; dimension >= 0; dimension--)
                (index, at[dimension]) = Math.DivRem(index, lengths[dimension]);
            return $"[{string.Join(',', at)}]";
        }
    }
}
