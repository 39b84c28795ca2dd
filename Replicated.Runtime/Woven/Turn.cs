using System.Runtime.CompilerServices;
using Replicated.Marks;

namespace Replicated.Woven;

/// <summary>
/// A change of a collection that may be a watched sequence: while it is made, and reported, nobody looks at the collection. While nothing is
/// watched it is two tests of a flag.
/// </summary>
internal ref struct Turn
{
    readonly object collection;
    readonly TouchedCollection? locked;
    readonly int version;
    bool isReported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Turn(object collection)
    {
        this.collection = collection;
        if (!TouchedCollection.Any)
            return;
        version = TouchedCollection.Version;
        locked = Lock(collection);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static TouchedCollection? Lock(object? collection)
    {
        if (collection is null || TouchedCollection.Find(collection) is not { TakesTurns: true } found)
            return null;
        Monitor.Enter(found);
        return found;
    }

    /// <summary>The change was made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Report<T>(ItemEvent happened, T item)
    {
        if (locked is not null)
            ((ITouchedItems<T>)locked).Touch(happened, item);
        isReported = locked is not null;
    }

    /// <summary>Nothing was changed.</summary>
    internal void ReportNothing() => isReported = true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly void End()
    {
        if (TouchedCollection.Any)
            EndWatched();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    readonly void EndWatched()
    {
        if (locked is not null)
            Monitor.Exit(locked);
        // It threw, or it is watched only since the change began: whoever looked at it may have done so before the change.
        if ((!isReported || TouchedCollection.Version != version) && collection is not null && TouchedCollection.Find(collection) is { } found && (!isReported || found != locked))
            found.TouchWhole();
    }
}
