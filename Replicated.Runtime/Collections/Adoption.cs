using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>Has a collection, or an object of a class derived from one, that the program made be the one that a frame brings.</summary>
internal static class Adoption
{
    /// <returns>The collection, empty; null if it is another one than on the active, so that one must be made.</returns>
    internal static TrackedCollection? Of(object instance, ICollectionCodec codec, ulong id, Construction construction)
    {
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
        // What it shows is another collection, so its constructor runs once more, with that one.
        if (tracked.IsConstant && instance is IReplicated)
            return codec.Create(id, construction with { Derived = instance });
        return IsSame(tracked.Construction, construction) && codec.TryEmpty(instance) ? tracked : null;
    }

    static bool IsSame(Construction here, Construction there)
        => here.Length == there.Length && here.Comparer == there.Comparer && (here.Lengths ?? []).AsSpan().SequenceEqual(there.Lengths ?? []);
}
