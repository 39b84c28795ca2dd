using System.ComponentModel;
using System.Diagnostics;
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

    /// <summary>
    /// The object id, zero while the object is not attached; over it lies the identity hash code of the object that it was given to, see
    /// docs/decisions/whose-header-it-is.md. Read through <see cref="IdOf"/>, which knows copies.
    /// </summary>
    internal long Sealed;

    /// <summary>Gives an object its id; who arms it does that after.</summary>
    internal static void Attach(IReplicated self, ulong id)
    {
        Debug.Assert(id >> 63 == 0, "an id leaves the highest bit to the seal");
        GivenIds.Add(id);
        Volatile.Write(ref self.GetHeader().Sealed, (long)(id ^ SealOf(self)));
    }

    /// <summary>Takes the id back: the object is as one that was never reached.</summary>
    internal static void Detach(IReplicated self)
    {
        ref var header = ref self.GetHeader();
        header.Sealed = 0;
        Volatile.Write(ref header.Clean, 0);
    }

    /// <summary>Whether an object has an id of its own.</summary>
    internal static bool IsAttached(IReplicated self)
    {
        long read = Volatile.Read(ref self.GetHeader().Sealed);
        return read != 0 && GivenIds.MayHave((ulong)read ^ SealOf(self));
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
        long read = Volatile.Read(ref self.GetHeader().Sealed);
        if (read == 0)
            return 0;
        ulong id = (ulong)read ^ SealOf(self);
        if (GivenIds.MayHave(id))
            return id;
        Detach(self);
        return 0;
    }

    /// <summary>
    /// What lies over the id of an object: its hash code, spread over all bits, so that under another one no id comes out that was ever
    /// given. The highest bit, which no id has, makes a sealed id differ from none.
    /// </summary>
    /// <remarks>Multiplied by 2 to the 64 over the golden ratio: Knuth, The Art of Computer Programming, 6.4.</remarks>
    static ulong SealOf(IReplicated self) => ((ulong)RuntimeHelpers.GetHashCode(self) * 0x9E3779B97F4A7C15) | 1UL << 63;
}
