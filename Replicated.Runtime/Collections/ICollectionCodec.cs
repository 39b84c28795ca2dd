namespace Replicated.Collections;

/// <summary>How collections of one type are tracked and made.</summary>
internal interface ICollectionCodec
{
    /// <summary>The type that an instance must have exactly; a derived class could hold more than its items.</summary>
    Type Type { get; }

    /// <summary>Begins to track a collection of the app, as one that was never sent.</summary>
    /// <exception cref="ReplicationException">It has something that cannot be replicated, such as an unknown comparer.</exception>
    TrackedCollection Track(object instance, ulong id);

    /// <summary>Makes an empty collection on a standby.</summary>
    TrackedCollection Create(ulong id, Construction construction);
}

/// <summary>What must be known to make an empty collection.</summary>
/// <param name="Length">The length of an array.</param>
/// <param name="Comparer">The name of the comparer of a hashed collection; null for the default one.</param>
internal readonly record struct Construction(int Length, string? Comparer);
