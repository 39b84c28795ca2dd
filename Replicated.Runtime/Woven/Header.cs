using System.ComponentModel;

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

    /// <summary>The object id, zero while the object is not attached.</summary>
    internal long Id;
}
