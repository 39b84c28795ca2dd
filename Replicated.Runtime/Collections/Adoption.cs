namespace Replicated.Collections;

/// <summary>Has a collection that the program made be the one that a frame brings.</summary>
internal static class Adoption
{
    /// <returns>The collection, empty; null if it is of another kind, so that another one must be made.</returns>
    internal static TrackedCollection? Of(object instance, ICollectionCodec codec, ulong id, Construction construction)
    {
        if (!codec.Fits(instance))
            return null;
        TrackedCollection tracked;
        try
        {
            tracked = codec.Track(instance, id);
        }
        catch (ReplicationException)
        {
            // It has something that the one on the active has not, such as subscribers.
            return null;
        }
        return IsSame(tracked.Construction, construction) && codec.TryEmpty(instance) ? tracked : null;
    }

    static bool IsSame(Construction here, Construction there)
        => here.Length == there.Length && here.Comparer == there.Comparer && (here.Lengths ?? []).AsSpan().SequenceEqual(there.Lengths ?? []);
}
