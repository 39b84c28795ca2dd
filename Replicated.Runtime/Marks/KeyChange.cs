namespace Replicated.Marks;

/// <summary>What happened to a key of a collection.</summary>
internal enum KeyEvent
{
    /// <summary>It was not in the collection, and is.</summary>
    Added,

    /// <summary>It got another value.</summary>
    Set,

    /// <summary>It left the collection.</summary>
    Removed,
}

/// <summary>What happened to a key of a collection. Where keys come to stand depends on the order of these, so that others must do the same.</summary>
internal readonly record struct KeyChange<TKey>(KeyEvent Event, TKey Key);

/// <summary>A collection that is told which of its keys change.</summary>
internal interface ITouchedKeys<TKey>
{
    /// <summary>A key has come, changed or gone.</summary>
    void Touch(KeyEvent happened, TKey key);
}
