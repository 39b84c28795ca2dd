using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>An object as the struct that the program gives for it.</summary>
internal sealed class SurrogateCodec<TForeign, TSurrogate> : ForeignCodec<TForeign>
    where TForeign : notnull
    where TSurrogate : struct, ISurrogate<TForeign, TSurrogate>
{
    internal override bool HoldsReferences => Codec<TSurrogate>.Instance.HoldsReferences;

    internal override IEnumerable<Codec> Parts => [Codec<TSurrogate>.Instance];

    protected override string Means => $"its surrogate {TypeNames.Of(typeof(TSurrogate))}";

    protected override void WriteValue(MemberWriter writer, int field, TForeign value) => Codec<TSurrogate>.Instance.Write(writer, field, TSurrogate.From(value));

    protected override TForeign ReadValue(MemberReader reader, WireType type)
    {
        var surrogate = Codec<TSurrogate>.Instance.Read(reader, type);
        // What it refers to cannot be made yet: it is read again.
        if (reader.IsPutOff)
            return default!;
        return surrogate.Restore() ?? throw new ReplicationException($"the surrogate {TypeNames.Of(typeof(TSurrogate))} made no {Name}");
    }

    protected override void ReachValue(Reacher reacher, TForeign value)
    {
        if (HoldsReferences)
            Codec<TSurrogate>.Instance.Reach(reacher, TSurrogate.From(value));
    }
}
