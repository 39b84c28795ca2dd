using System.Diagnostics;
using System.Runtime.InteropServices;
using Replicated.Marks;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>
/// A collection that is compared item by item in the order in which they are enumerated, and filled again from its items: what is
/// different for each kind.
/// </summary>
internal abstract class ItemsCodec<TCollection, T> : CollectionCodec<TCollection>
    where TCollection : class
{
    internal sealed override IEnumerable<Codec> Parts => [Codec<T>.Instance];

    public sealed override TrackedCollection Track(object instance, ulong id)
        => new TrackedItems<TCollection, T>(id, (TCollection)instance, this, new Construction { Comparer = ComparerOf((TCollection)instance) });

    public sealed override TrackedCollection Create(ulong id, Construction construction)
    {
        var collection = construction.Derived as TCollection;
        if (collection is null)
            collection = New(construction.Comparer);
        else
            Construct(collection, construction.Comparer);
        return new TrackedItems<TCollection, T>(id, collection, this, construction with { Contents = null, Derived = null });
    }

    public override bool TryEmpty(object instance)
    {
        Clear((TCollection)instance);
        return true;
    }

    /// <summary>How the items are compared.</summary>
    /// <exception cref="ReplicationException">The comparer, or something else about the collection, cannot be replicated.</exception>
    internal virtual ComparerName ComparerOf(TCollection collection) => default;

    internal abstract TCollection New(ComparerName comparer);

    /// <summary>One that only one thread at a time works with.</summary>
    internal virtual TCollection NewOfOneThread(ComparerName comparer) => New(comparer);

    /// <summary>Runs the constructor of the collection on an object of a derived class.</summary>
    internal virtual void Construct(TCollection derived, ComparerName comparer) => throw new UnreachableException($"no class derives from {typeof(TCollection)}");

    internal virtual bool FindsByHash => false;

    /// <summary>Whether items are placed by what may have changed since they were put in.</summary>
    internal virtual bool HasChangingKeys(TCollection collection) => false;

    internal abstract int Count(TCollection collection);

    /// <summary>Copies the items in their order, without a call of code that the app may have written.</summary>
    /// <exception cref="Exception">Another thread changes them.</exception>
    internal abstract void CopyTo(TCollection collection, List<T> items);

    /// <summary>As <see cref="CopyTo"/>, of a collection that is watched: nothing else refers to the places in it.</summary>
    internal virtual void CopyWatchedTo(TCollection collection, List<T> items) => CopyTo(collection, items);

    /// <summary>Shows the references of some items, where they stay at their places while others come and go.</summary>
    /// <returns>The place to go on at, 0 at the end; null, and nothing was shown, where the kind knows no places.</returns>
    internal virtual int? ReachSome(TCollection collection, Reacher reacher, int place, int items) => null;

    internal abstract void Clear(TCollection collection);

    /// <summary>Adds items behind those that are there. Comparing and hashing may call code of the app, and nothing else: an object of a derived class is not to notice.</summary>
    internal abstract void Add(TCollection collection, ReadOnlySpan<T> items);

    /// <summary>Whether a collection can be told of its items one by one: who has the same ones, and does the same, has the same again.</summary>
    internal virtual bool CanNote(TCollection collection) => false;

    /// <summary>
    /// Whether to do a change once more would be another change, as with a queue; of others, what is noted of a key twice is the same.
    /// </summary>
    internal virtual bool IsSequence => false;

    /// <summary>Whether items of a sequence come and go at both ends.</summary>
    internal virtual bool HasTwoEnds => false;

    /// <summary>Whether the number of items says that changes were not noted: not where threads change it at the same time.</summary>
    internal virtual bool CountsNotes => true;

    /// <summary>Does what was noted of another collection.</summary>
    internal virtual void Repeat(TCollection collection, ItemChange<T> change) => throw new UnreachableException($"a {typeof(TCollection)} is not told of its items");

    /// <summary>Takes out of the notes what others need not do.</summary>
    /// <param name="others">What they have.</param>
    internal virtual void Settle(TCollection collection, TCollection others, List<ItemChange<T>> notes)
    {
    }

    /// <summary>Whether there are places of removed keys, which new ones take.</summary>
    internal virtual bool HasGaps(TCollection collection) => false;

    /// <summary>Whether there can be.</summary>
    internal virtual bool LeavesGaps => false;

    /// <summary>Under which key or index an item is found that is, or holds, <paramref name="sought"/>.</summary>
    internal virtual string? KeyOf(List<T> items, object sought)
    {
        int index = typeof(T).IsValueType ? -1 : items.FindIndex(item => ReferenceEquals(item, sought));
        return index < 0 ? null : $"[{index}]";
    }

    /// <summary>Sees to it that <see cref="CopyTo"/> copies without growing step by step.</summary>
    protected static void Reserve(List<T> items, int count) => items.EnsureCapacity(items.Count + count);

    protected static void Append(List<T> items, ReadOnlySpan<T> added)
    {
        int before = items.Count;
        CollectionsMarshal.SetCount(items, before + added.Length);
        added.CopyTo(CollectionsMarshal.AsSpan(items)[before..]);
    }
}
