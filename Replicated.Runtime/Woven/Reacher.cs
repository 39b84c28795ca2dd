using System.ComponentModel;
using Replicated.Collections;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>Looks at references for objects that are not attached yet.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Reacher
{
    readonly ReferenceWriter attach;

    internal Reacher(ReferenceWriter attach) => this.attach = attach;

    /// <summary>Shows a value that can be or hold a reference.</summary>
    public void Reach<T>(T value) => Codec<T>.Instance.Reach(this, value);

    internal void Object(IReplicated value) => attach.IdOf(value);

    internal void Collection(object value, ICollectionCodec codec) => attach.IdOf(value, codec);
}
