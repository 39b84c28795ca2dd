using Replicated.Collections;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>A comparer that each node has, by its name; one that is replicated as its id.</summary>
/// <param name="byDefault">The one without a name; null: there is none.</param>
internal sealed class ComparerCodec<T>(T? byDefault = null) : Codec<T?>
    where T : class
{
    static readonly bool canBeReplicated = typeof(T).IsAbstract && typeof(T) != typeof(StringComparer);

    internal override bool HoldsReferences => canBeReplicated;

    internal override bool IsClosed => true;

    internal override void Write(MemberWriter writer, int field, T? value)
    {
        if (value is IReplicated)
            AnyValue.Write(writer, field, value);
        else
            Codec<string?>.Instance.Write(writer, field, value is null ? null : NameOf(value));
    }

    internal override void Reach(Reacher reacher, T? value)
    {
        if (value is IReplicated replicated)
            reacher.Object(replicated);
    }

    string NameOf(T comparer) => ReferenceEquals(comparer, byDefault) ? "" : Comparers.NameOf(comparer)
        ?? throw new ReplicationException($"the comparer {TypeNames.Of(comparer.GetType())} cannot be replicated: hold the default one of a type other than texts, StringComparer.Ordinal, OrdinalIgnoreCase or one of a culture, one of a woven class that has no fields or is replicated, or the Comparison<T> that it is made of");

    internal override T? Read(MemberReader reader, WireType type)
    {
        if (type != WireType.LengthDelimited)
            return reader.Reference<T>(type);
        string name = Codec<string?>.Instance.Read(reader, type)!;
        return name.Length > 0 ? Comparers.Find<T>(name) : byDefault ?? throw reader.Decoder.Damaged("a comparer without a name");
    }
}
