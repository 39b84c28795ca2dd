using Replicated.Collections;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>Gives the ids of objects that a value refers to. What an object without an id means depends on who writes.</summary>
internal abstract class ReferenceWriter
{
    internal abstract ulong IdOf(IReplicated value);

    internal abstract ulong IdOf(object collection, ICollectionCodec codec);
}
