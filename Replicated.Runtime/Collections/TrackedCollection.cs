using Replicated.Marks;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>
/// A collection with an id. On the active it is compared with what was sent last: at each capture, or, where it is watched, as far as it was
/// touched. On a standby it is what changes are applied to.
/// </summary>
internal abstract class TrackedCollection : TouchedCollection
{
    /// <summary>The collection itself, or a weak reference to it on the active, where tracking must not keep it alive.</summary>
    object? reference;

    /// <param name="id">Its id.</param>
    /// <param name="instance">The collection; null if it is made later, see <see cref="Complete"/>.</param>
    protected TrackedCollection(ulong id, object? instance)
    {
        Id = id;
        reference = instance;
    }

    internal ulong Id { get; }

    /// <summary>Says that all code which can change the collection reports it; null: it is compared at each capture.</summary>
    internal Watch? Watch { get; private set; }

    /// <summary>Whether something refers to it through which it can be changed unseen.</summary>
    bool isReferredUnseen;

    /// <summary>The collection, or null when nobody holds it any more, or while it is not complete.</summary>
    internal object? Instance
    {
        get => reference is WeakReference weak ? weak.Target : reference;
        private protected set => reference = value;
    }

    internal abstract ICollectionCodec Codec { get; }

    internal virtual Construction Construction => default;

    /// <summary>Whether its items are placed by hash codes or by comparing them, so that it is filled after all members of a frame.</summary>
    internal virtual bool IsHashed => false;

    /// <summary>Whether it never changes, so that all that is in it is sent with its id.</summary>
    internal virtual bool IsConstant => false;

    /// <summary>The collection that its items are in, where that is one by itself: what changes this changes that. Null for others.</summary>
    internal virtual object? Within => null;

    /// <summary>On a standby: makes a collection that never changes, if that had to wait for the members of its items.</summary>
    internal virtual void Complete()
    {
    }

    /// <summary>From now on the collection lives as long as the app holds it.</summary>
    internal void Weaken()
    {
        if (reference is not WeakReference)
            reference = new WeakReference(reference);
    }

    /// <summary>Writes all that is in a collection that never changes; nothing for others.</summary>
    internal virtual void WriteContents(MemberWriter writer)
    {
    }

    /// <summary>Something refers to the collection.</summary>
    /// <param name="watch">What says of code that it reports what it changes through there; null where it need not.</param>
    /// <returns>False if the collection was watched and is not any more.</returns>
    internal bool OnReferred(Watch? watch)
    {
        if (watch == Watch.OfHolder)
            return true;
        isReferredUnseen |= watch is not { Holds: true } || ((Codec)Codec).CanChange;
        bool was = Watch is not null;
        Watch = isReferredUnseen ? null : Watch ?? watch;
        return !was || Watch is not null;
    }

    /// <summary>Writes how the contents differ from what was sent last.</summary>
    /// <param name="touched">Where they can differ, in the order of the items.</param>
    /// <returns>False if they do not differ; nothing was written. True: <see cref="Confirm"/> or <see cref="Discard"/> must follow.</returns>
    internal abstract bool WriteChanges(MemberWriter writer, ReadOnlySpan<ItemRange> touched);

    /// <summary>What was written last is in a frame: notes it as sent.</summary>
    internal abstract void Confirm();

    /// <summary>What was written last did not get into a frame.</summary>
    internal abstract void Discard();

    /// <summary>Writes the contents that were sent last, whole.</summary>
    /// <returns>False if there are none; nothing was written.</returns>
    internal abstract bool WriteSent(MemberWriter writer);

    /// <summary>On a standby that takes over: notes the contents as sent.</summary>
    internal abstract void NoteSent();

    /// <summary>Shows the references among the contents. Another thread may be changing them.</summary>
    internal abstract void Reach(Reacher reacher);

    /// <summary>
    /// On a standby: shows some of the references among the contents, so that a wide collection can be looked at in parts, between which frames are
    /// applied. What a frame puts in is named there; so what one part has passed, and what came since, is all that later parts need not show. Where
    /// items come to lie elsewhere without being named, what is left is not known any more, and all of it is shown.
    /// </summary>
    /// <param name="reacher">Is shown them.</param>
    /// <param name="from">Where the part before ended; default: at the beginning.</param>
    /// <param name="items">How many items to look at.</param>
    /// <returns>Where to go on; null: all was shown, as it is at once of kinds that know no places.</returns>
    internal virtual ReachPlace? ReachSome(Reacher reacher, ReachPlace from, int items)
    {
        Reach(reacher);
        return null;
    }

    /// <summary>Shows some of the items that lie one after the other, and stay where they are.</summary>
    private protected static ReachPlace? ReachSome<T>(Reacher reacher, ReadOnlySpan<T> all, ReachPlace from, int items)
    {
        if (!Codec<T>.Instance.HoldsReferences || from.Index >= all.Length)
            return null;
        var part = all[from.Index..];
        if (part.Length > items)
            part = part[..items];
        foreach (var item in part)
            reacher.Reach(item);
        int end = from.Index + part.Length;
        return end == all.Length ? null : new(end, from.Refills);
    }

    /// <summary>Applies a change that <see cref="WriteChanges"/> or <see cref="WriteSent"/> wrote.</summary>
    internal abstract void Read(MemberReader reader);

    /// <summary>Under which index or key an item is found, for the path in an error.</summary>
    internal abstract string? KeyOf(object item);
}
