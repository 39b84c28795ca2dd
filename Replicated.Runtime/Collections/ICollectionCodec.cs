namespace Replicated.Collections;

/// <summary>How collections of one type are tracked and made.</summary>
internal interface ICollectionCodec
{
    /// <summary>The type that others know the collection by.</summary>
    Type Type { get; }

    /// <summary>Whether an object is just such a collection; one of a derived class could hold more than its items.</summary>
    bool Fits(object instance);

    /// <summary>Begins to track a collection of the app, as one that was never sent.</summary>
    /// <exception cref="ReplicationException">It has something that cannot be replicated, such as an unknown comparer.</exception>
    TrackedCollection Track(object instance, ulong id);

    /// <summary>
    /// Makes a collection on a standby: an empty one, or one that never changes with all its items. Where it is the base of an object, it runs its
    /// constructor on that, as the object's own would have done.
    /// </summary>
    TrackedCollection Create(ulong id, Construction construction);

    /// <summary>Takes all out of a collection that the program made, so that it is as one just made here.</summary>
    /// <returns>False if it cannot be; nothing was done.</returns>
    bool TryEmpty(object instance);
}

/// <summary>What must be known to make a collection.</summary>
internal readonly record struct Construction
{
    /// <summary>The number of items of an array, the numbers that a Random has, the mode of a Lazy.</summary>
    internal int Length { get; init; }

    /// <summary>The length of each dimension of an array that has more than one; null for others.</summary>
    internal int[]? Lengths { get; init; }

    /// <summary>How its items are compared.</summary>
    internal ComparerName Comparer { get; init; }

    /// <summary>On a standby: the object of a derived class that the collection is, made without running a constructor; null: it is one by itself.</summary>
    internal object? Derived { get; init; }

    /// <summary>On a standby: stands at the contents of a collection that never changes.</summary>
    internal Woven.MemberReader? Contents { get; init; }
}
