using System.Runtime.CompilerServices;
using Replicated.Collections;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>
/// Stands for a type that cannot be replicated; the weaver refuses it where it can see that a member holds it, this where it cannot. A
/// member that holds nothing is no loss.
/// </summary>
internal sealed class UnsupportedCodec<T> : Codec<T>
{
    internal override bool IsExact => false;

    internal override void Write(MemberWriter writer, int field, T value)
    {
        if (!IsDefault(value))
            throw UnsupportedCodec.Refusal(value?.GetType() ?? typeof(T));
        writer.Null(field);
    }

    internal override T Read(MemberReader reader, WireType type) => reader.IsNull(type) ? default! : throw UnsupportedCodec.Refusal(typeof(T));

    static bool IsDefault(T value) => value is null || (typeof(T).IsValueType && Items<T>.IsZero(value));
}

internal static class UnsupportedCodec
{
    internal static ReplicationException Refusal(Type type)
        => new($"a {TypeNames.Of(type)} cannot be replicated: {Reason(type)}");

    static string Reason(Type type) => type.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal)
        ? "what a lambda uses of the variables around it is not tracked here; use a method of a replicated object"
        : typeof(Random).IsAssignableFrom(type) ? RandomCodec.Refusal
        : type.Name == "Enumerator" ? "it is where a foreach over a collection stands, which is lost when the collection is rebuilt; go through the collection by index"
        : !RuntimeFeature.IsDynamicCodeSupported && UnnamedKinds.Has(type) ? "this native program has the code of the types that are named in woven code only; declare a replicated member of exactly this type"
        : "use a supported type, mark its class with [Replicated], or mark the member [NotReplicated(\"how it is rebuilt\")]";
}
