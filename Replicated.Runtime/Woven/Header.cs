using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Replicated.Woven;

/// <summary>
/// What the weaver adds to the top-most woven class of a hierarchy. A new object is all zero: not attached, nothing to mark.
/// </summary>
/// <remarks>Woven code reads <see cref="Clean"/> and hands the header on by reference; it does nothing else with it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Header
{
    /// <summary>
    /// One bit per member, set: attached, and unchanged since the last capture. Members beyond the 63rd share the last bit.
    /// Invariant: zero until the object is attached; all 64 bits are set when a capture takes the object.
    /// Only ever changed by interlocked operations once the object is attached.
    /// </summary>
    public long Clean;

    /// <summary>The object id, zero while the object is not attached. Read through <see cref="IdOf"/>, which knows copies.</summary>
    internal long Id;

    /// <summary>The identity hash code of the object that the id was given to, see docs/decisions/whose-header-it-is.md.</summary>
    internal int Owner;

    /// <summary>Gives an object its id; who arms it does that after.</summary>
    internal static void Attach(IReplicated self, ulong id)
    {
        ref var header = ref self.GetHeader();
        header.Owner = RuntimeHelpers.GetHashCode(self);
        header.Id = (long)id;
    }

    /// <summary>Takes the id back: the object is as one that was never reached.</summary>
    internal static void Detach(IReplicated self)
    {
        ref var header = ref self.GetHeader();
        header.Id = 0;
        Volatile.Write(ref header.Clean, 0);
    }

    /// <summary>Whether an object has an id of its own.</summary>
    internal static bool IsAttached(IReplicated self)
    {
        ref var header = ref self.GetHeader();
        return header.Id != 0 && header.Owner == RuntimeHelpers.GetHashCode(self);
    }

    /// <summary>
    /// The id of an object, zero where it has none. A header that unwoven code copied from another object is reset: its id is that of
    /// the other.
    /// </summary>
    /// <remarks>
    /// Only for captures, which are the only ones to attach and detach, one at a time. Were a store to reset the header: (1) it finds that
    /// the id is not of its object; (2) a capture reaches the object, resets the header and attaches the object; (3) the store resets the
    /// header, and nobody sees the object's changes any more. A store marks the copy instead, and the capture that drains it passes over it.
    /// </remarks>
    internal static ulong IdOf(IReplicated self)
    {
        ref var header = ref self.GetHeader();
        if (header.Id == 0)
            return 0;
        if (header.Owner == RuntimeHelpers.GetHashCode(self))
            return (ulong)header.Id;
        Detach(self);
        return 0;
    }
}
