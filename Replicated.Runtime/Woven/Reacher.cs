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

    /// <summary>As <see cref="MemberWriter.WriteWatched"/>.</summary>
    public void ReachWatched<T>(T value) => ReachUnder(Watch.Closed, value);

    /// <summary>As <see cref="MemberWriter.WriteOpen"/>.</summary>
    public void ReachOpen<T>(T value, RuntimeTypeHandle type) => ReachUnder(Watch.Open(type), value);

    void ReachUnder<T>(Watch watch, T value)
    {
        attach.Watch = watch;
        try
        {
            Reach(value);
        }
        finally
        {
            attach.Watch = null;
        }
    }

    internal void Object(IReplicated value) => attach.IdOf(value);

    internal void Collection(object value, ICollectionCodec codec) => attach.IdOf(value, codec);
}
