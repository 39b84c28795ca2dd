using Replicated.Frames;

namespace Replicated.Graph;

/// <summary>
/// Active: whether every standby knows an object. A snapshot holds what can be reached, so a standby that began with one does not know what
/// could not, though it is attached here; and what nothing refers to is taken away from all. The program may still hold such objects: linked
/// again, they are new. Not while a capture runs in another thread.
/// </summary>
internal sealed class KnownIds
{
    /// <summary>What the last snapshot held; null before the first.</summary>
    IdSet? kept;

    /// <summary>The last id given before that snapshot.</summary>
    ulong keptUpTo;

    /// <summary>What frames took away.</summary>
    IdSet? removed;

    /// <summary>What frames are still to take away.</summary>
    IdSet? condemned;

    /// <summary>Grows whenever an id may have become unknown.</summary>
    internal int Version { get; private set; }

    /// <summary>Nobody knows id 0, which an object has that is not attached.</summary>
    internal bool Contains(ulong id)
        => (id > keptUpTo || (kept?.Contains(id) ?? false)) && !(condemned?.Contains(id) ?? false) && !(removed?.Contains(id) ?? false);

    /// <summary>A snapshot holds these objects. What else has an id up to <paramref name="upTo"/> is new when it is reached again.</summary>
    internal void Keep(IdSet ids, ulong upTo)
    {
        (kept, keptUpTo) = (ids, upTo);
        Version++;
    }

    /// <summary>Nothing refers to these objects: from now on they are not known. Only when those before were <see cref="Remove">removed</see>; null says that.</summary>
    internal void Condemn(IdSet? ids)
    {
        condemned = ids;
        Version++;
    }

    /// <summary>A frame takes condemned objects away.</summary>
    internal void Remove(IdRun ids)
    {
        Version++;
        removed ??= new IdSet();
        for (ulong id = ids.First; id < ids.End; id++)
            removed.Add(id);
    }
}
