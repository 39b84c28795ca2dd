using System.Collections;
using System.Text;

namespace Replicated.Collections;

/// <summary>The number of bits, and then the bits as integers.</summary>
internal sealed class BitArrayCodec : ItemsCodec<BitArray, int>
{
    const int BitsPerItem = 32;

    internal override BitArray New(ComparerName comparer) => new(0);

    internal override int Count(BitArray collection) => 1 + (int)(((long)collection.Length + BitsPerItem - 1) / BitsPerItem);

    internal override void CopyTo(BitArray collection, List<int> items)
    {
        int[] bits = new int[Count(collection) - 1];
        items.Add(collection.Length);
        collection.CopyTo(bits, 0);
        items.AddRange(bits);
    }

    internal override void Clear(BitArray collection) => collection.Length = 0;

    internal override void Add(BitArray collection, ReadOnlySpan<int> items)
    {
        // A number of bits that does not fit the items is found by their count; what it asks for is not made.
        if (items.IsEmpty || items[0] < 0 || items[0] > (items.Length - 1L) * BitsPerItem)
            return;
        collection.Length = items[0];
        collection.SetAll(false);
        collection.Or(new BitArray(items[1..].ToArray()) { Length = items[0] });
    }
}

/// <summary>The characters. How much room there is for more is not state.</summary>
internal sealed class StringBuilderCodec : ItemsCodec<StringBuilder, char>
{
    internal override ComparerName ComparerOf(StringBuilder collection)
        => collection.MaxCapacity == int.MaxValue ? default : throw new ReplicationException("a StringBuilder with a MaxCapacity cannot be replicated: make it without");

    internal override StringBuilder New(ComparerName comparer) => new();

    internal override int Count(StringBuilder collection) => collection.Length;

    internal override void CopyTo(StringBuilder collection, List<char> items)
    {
        foreach (var chunk in collection.GetChunks())
            Append(items, chunk.Span);
    }

    internal override void Clear(StringBuilder collection) => collection.Clear();

    internal override void Add(StringBuilder collection, ReadOnlySpan<char> items) => collection.Append(items);
}
