using System.Numerics;
using Replicated.Woven;

namespace Replicated.Graph;

/// <summary>
/// An attached object with compared members, and the bytes that were sent last for each. Bytes and not a hash: two values that hash alike
/// would lose a change. It does not keep its object alive.
/// </summary>
internal sealed class ComparedObject(IReplicated value, ulong id, long members)
{
    readonly WeakReference<IReplicated> reference = new(value);

    /// <summary>By the order of the bits; null: not known, so it is sent at the next capture. That is so after a takeover.</summary>
    readonly byte[]?[] sent = new byte[BitOperations.PopCount((ulong)members)][];

    internal ulong Id => id;

    /// <summary>The bits of the members that are compared.</summary>
    internal long Members => members;

    /// <summary>The object, or null when nobody holds it any more.</summary>
    internal IReplicated? Object => reference.TryGetTarget(out var target) ? target : null;

    /// <summary>Whether a member as it is now is what was sent last.</summary>
    internal bool IsSent(long bit, ReadOnlySpan<byte> now) => sent[IndexOf(bit)] is { } last && now.SequenceEqual(last);

    /// <summary>
    /// Writes members and notes what is written for those that are compared. If the capture fails, what it wrote is marked again and so
    /// sent by the next one, whatever is noted here.
    /// </summary>
    internal void Write(IReplicated target, long asked, MemberWriter writer)
    {
        if ((asked & ~members) != 0)
            target.Write(asked & ~members, writer);
        for (long left = asked & members; left != 0; left &= left - 1)
        {
            long bit = left & -left;
            int start = writer.Encoder.Length;
            target.Write(bit, writer);
            sent[IndexOf(bit)] = writer.Encoder.Written[start..].ToArray();
        }
    }

    int IndexOf(long bit) => BitOperations.PopCount((ulong)(members & (bit - 1)));
}
