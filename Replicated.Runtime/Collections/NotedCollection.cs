using Replicated.Marks;

namespace Replicated.Collections;

/// <summary>
/// A collection that is told of its items one by one, where it is watched, and items have the same places with the others: only those are
/// looked at.
/// </summary>
/// <typeparam name="T">The item, or its key.</typeparam>
internal abstract class NotedCollection<T>(ulong id, object? instance) : TrackedCollection(id, instance), ITouchedItems<T>
{
    /// <summary>What is told of items; null while that says too little, because the others may have them at other places.</summary>
    private protected ItemNotes<T>? Notes { get; private set; }

    /// <summary>Whether others may have places of removed keys, which new ones would take.</summary>
    private protected bool OthersHaveGaps { get; set; }

    /// <summary>How many items the others have.</summary>
    private protected abstract int SentCount { get; }

    /// <summary>Whether others get the same by what is noted of the items.</summary>
    private protected abstract bool CanNote { get; }

    /// <summary>Whether this has places of removed keys.</summary>
    private protected abstract bool HasGaps { get; }

    void ITouchedItems<T>.Touch(ItemEvent happened, T item)
    {
        if (IsTouchedWhole)
            return;
        lock (this)
        {
            List();
            if (Notes is null || !Notes.TryAdd(happened, item, SentCount))
                TouchWhole();
        }
    }

    protected override void TakeNotes(bool whole) => Notes?.Take(whole);

    /// <summary>From here on notes are enough: the others have what this has, each item at the same place.</summary>
    private protected void UseNotes()
    {
        if (Watch is not null && !OthersHaveGaps && CanNote && !HasGaps)
            Notes ??= new();
    }

    /// <summary>From here on all items are looked at. Who noted something before did so after the change, which is seen now.</summary>
    private protected void DropNotes()
    {
        lock (this)
            Notes = null;
    }
}
