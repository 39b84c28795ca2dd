using System.Runtime.InteropServices;
using Replicated.Marks;

namespace Replicated.Collections;

/// <summary>What the others have of a collection whose items are noted, each at the same place, and what a capture makes of the notes.</summary>
internal sealed class NotedItems<TCollection, T>
    where TCollection : class
{
    readonly ItemsCodec<TCollection, T> codec;

    /// <param name="codec">Of the collection.</param>
    /// <param name="comparer">How the collection compares.</param>
    /// <param name="sent">What they have, in its order.</param>
    internal NotedItems(ItemsCodec<TCollection, T> codec, ComparerName comparer, ReadOnlySpan<T> sent)
    {
        this.codec = codec;
        Others = codec.NewOfOneThread(comparer);
        codec.Add(Others, sent);
    }

    internal TCollection Others { get; }

    internal int Count => codec.Count(Others);

    /// <summary>Whether they have places of removed keys.</summary>
    internal bool HaveGaps => codec.HasGaps(Others);

    /// <summary>Whether what is noted of a sequence can be done, and leaves as many items as there were: otherwise something was not noted.</summary>
    /// <param name="notes">What is noted.</param>
    /// <param name="count">How many items the others have.</param>
    /// <param name="countTaken">How many there were when the notes were taken.</param>
    internal static bool Fit(List<ItemChange<T>> notes, int count, int? countTaken)
    {
        foreach (var change in notes)
        {
            count += change.Removes ? -1 : 1;
            if (count < 0)
                return false;
        }
        return count == countTaken;
    }

    /// <summary>Makes of the notes what the others are to do, with items that do not change any more.</summary>
    internal void Settle(TCollection collection, List<ItemChange<T>> notes)
    {
        codec.Settle(collection, Others, notes);
        foreach (ref var change in CollectionsMarshal.AsSpan(notes))
        {
            if (!change.Removes)
                change = change with { Item = Items<T>.Frozen(change.Item) };
        }
    }

    /// <summary>The others have done what was settled.</summary>
    /// <returns>Whether they have as many items as there were, where that is known.</returns>
    internal bool Confirm(List<ItemChange<T>> notes, int? countTaken)
    {
        foreach (var change in notes)
            codec.Repeat(Others, change);
        return countTaken is not { } count || Count == count;
    }
}
