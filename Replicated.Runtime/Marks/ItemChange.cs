namespace Replicated.Marks;

/// <summary>What happened to an item of a collection.</summary>
internal enum ItemEvent
{
    /// <summary>It was not in the collection, and is; or, where a kind of collection does not tell the two apart, it got another value.</summary>
    Added,

    /// <summary>It got another value.</summary>
    Set,

    /// <summary>It left the collection; of a queue or a stack, the one whose turn it was.</summary>
    Removed,

    /// <summary>Of a sequence with two ends: it came before all others, where <see cref="Added"/> says that it came behind them.</summary>
    AddedFirst,

    /// <summary>Of a sequence with two ends: the last one left it, where <see cref="Removed"/> says that the first one did.</summary>
    RemovedLast,
}

/// <summary>
/// What happened to an item of a collection, which may be told of the item itself, or of its key only. Where items come to stand depends on the
/// order of these, so that others must do the same.
/// </summary>
internal readonly record struct ItemChange<T>(ItemEvent Event, T Item)
{
    /// <summary>Whether there is one item less.</summary>
    internal bool Removes => Event is ItemEvent.Removed or ItemEvent.RemovedLast;
}

/// <summary>A collection that is told which of its items change.</summary>
/// <typeparam name="T">The item, or its key.</typeparam>
internal interface ITouchedItems<T>
{
    /// <summary>An item has come, changed or gone.</summary>
    void Touch(ItemEvent happened, T item);
}
