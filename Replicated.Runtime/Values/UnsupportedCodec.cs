using System.Runtime.CompilerServices;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>Stands for a type that cannot be replicated; the weaver refuses it where it can see it, this where it cannot.</summary>
internal sealed class UnsupportedCodec<T> : Codec<T>
{
    internal override void Write(MemberWriter writer, int field, T value) => throw Refusal();

    internal override T Read(MemberReader reader, WireType type) => throw Refusal();

    static ReplicationException Refusal()
        => new(RuntimeFeature.IsDynamicCodeSupported
            ? $"a {TypeNames.Of(typeof(T))} cannot be replicated: use a supported type or mark the member [NotReplicated(\"how it is rebuilt\")]"
            : $"a {TypeNames.Of(typeof(T))} cannot be replicated by this native program, which has the code of the types that are named in woven code only: declare a replicated member of exactly this type");
}
