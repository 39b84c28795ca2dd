using System.Runtime.CompilerServices;
using Replicated.Collections;
using Replicated.Frames;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Capture;

/// <summary>Writes what others need to make a collection, or to find an object.</summary>
internal static class Makings
{
    /// <summary>What others need to find an object that they have already; null of one that they make.</summary>
    internal static Making? Of(IReplicated value)
        => KnownObjects.NameOf(value) is { } name ? new Making { Known = name }
        : OwnObjects.NameOf(value) is { } own ? new Making { Own = own }
        : null;

    /// <param name="tracked">The collection.</param>
    /// <param name="references">Gives the ids of what it refers to; new objects are brought by the frame before the collection.</param>
    internal static Making Of(TrackedCollection tracked, ReferenceWriter references)
    {
        // Collections that never change can hold each other deeper than the stack goes.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var construction = tracked.Construction;
        return new Making
        {
            Length = (ulong)construction.Length,
            Lengths = construction.Lengths is { } lengths ? [.. lengths.Select(length => (ulong)length)] : [],
            Comparer = construction.Comparer.Name,
            ComparerObject = construction.Comparer.Object is IReplicated comparer ? references.IdOf(comparer) : 0,
            Contents = ContentsOf(tracked, references),
            Own = tracked.Instance is IReplicated ? null : OwnObjects.NameOf(tracked.Instance),
        };
    }

    static byte[] ContentsOf(TrackedCollection tracked, ReferenceWriter references)
    {
        if (!tracked.IsConstant)
            return [];
        var contents = new Encoder();
        tracked.WriteContents(new MemberWriter(contents, references));
        return contents.Written.ToArray();
    }
}
