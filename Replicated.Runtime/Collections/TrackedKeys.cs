using Replicated.Marks;

namespace Replicated.Collections;

/// <summary>A collection of keys. Where it is watched, and keys have the same places with the others, it is told which of them change, and only those are looked at.</summary>
internal abstract class TrackedKeys<TKey>(ulong id, object? instance) : TrackedCollection(id, instance), ITouchedKeys<TKey>
{
    /// <summary>What is told of keys; null while that says too little, because the others may have them at other places.</summary>
    private protected KeyNotes<TKey>? Notes { get; private set; }

    /// <summary>Whether others may have places of removed keys, which new ones would take.</summary>
    private protected bool OthersHaveGaps { get; set; }

    /// <summary>How many keys the others have.</summary>
    private protected abstract int SentCount { get; }

    /// <summary>Whether its keys can be told apart by what is noted of them.</summary>
    private protected abstract bool CanNote { get; }

    /// <summary>Whether this has places of removed keys.</summary>
    private protected abstract bool HasGaps { get; }

    void ITouchedKeys<TKey>.Touch(KeyEvent happened, TKey key)
    {
        if (IsTouchedWhole)
            return;
        lock (this)
        {
            List();
            if (Notes is null || !Notes.TryAdd(happened, key, SentCount))
                TouchWhole();
        }
    }

    protected override void TakeNotes(bool whole) => Notes?.Take(whole);

    /// <summary>From here on notes are enough: the others have what this has, each key at the same place.</summary>
    private protected void UseNotes()
    {
        if (Watch is not null && !OthersHaveGaps && CanNote && !HasGaps)
            Notes ??= new();
    }

    /// <summary>From here on all keys are looked at. Who noted something before did so after the change, which is seen now.</summary>
    private protected void DropNotes()
    {
        lock (this)
            Notes = null;
    }
}
