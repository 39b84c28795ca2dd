using Replicated.Collections;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Tests.Values;

/// <summary>For values that hold none.</summary>
internal sealed class NoReferences : ReferenceWriter
{
    internal static NoReferences Instance { get; } = new();

    internal override ulong IdOf(IReplicated value) => throw new InvalidOperationException("no reference was expected");

    internal override ulong IdOf(object collection, ICollectionCodec codec) => throw new InvalidOperationException("no reference was expected");

    internal override int NumberOf(Codec codec) => throw new InvalidOperationException("no open value was expected");

    internal override int NumberOf(DelegateMethod method) => throw new InvalidOperationException("no delegate was expected");
}
