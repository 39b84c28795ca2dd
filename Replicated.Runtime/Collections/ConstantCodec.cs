using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>A collection that is given all it refers to when it is made, and never changes: its contents travel with its id, once.</summary>
internal abstract class ConstantCodec<TCollection> : CollectionCodec<TCollection>
    where TCollection : class
{
    public sealed override TrackedCollection Track(object instance, ulong id)
        => new TrackedConstant<TCollection>(id, (TCollection)instance, this, new Construction { Comparer = ComparerOf((TCollection)instance) });

    public sealed override TrackedCollection Create(ulong id, Construction construction)
    {
        var tracked = new TrackedConstant<TCollection>(id, null, this, construction);
        if (!WaitsForMembers(construction.Comparer))
            tracked.Complete();
        return tracked;
    }

    /// <summary>How the items are compared.</summary>
    /// <exception cref="ReplicationException">The comparer cannot be replicated.</exception>
    internal virtual ComparerName ComparerOf(TCollection collection) => default;

    /// <summary>Whether it cannot be made before the members of the objects in it are known, because their hash codes or order may depend on them.</summary>
    internal virtual bool WaitsForMembers(ComparerName comparer) => false;

    internal abstract void WriteContents(MemberWriter writer, TCollection collection);

    /// <summary>Makes the collection. Where it refers to one that still waits, the reader says so and what is returned is not used.</summary>
    internal abstract TCollection? ReadContents(MemberReader reader, in Construction construction);

    /// <summary>As <see cref="TrackedCollection.Within"/>.</summary>
    internal virtual object? Within(TCollection collection) => null;

    internal abstract string? KeyOf(TCollection collection, object sought);
}
