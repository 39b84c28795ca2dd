using System.Reflection.Metadata;

namespace Replicated.Audit.Decode;

/// <summary>The method that an instruction calls, as it names it.</summary>
/// <param name="Owner">The type, which can be an array; null for a call by pointer.</param>
public sealed record MethodTarget(SignatureType? Owner, string Name, MethodSignature<SignatureType> Signature)
{
    public bool HasReceiver => Signature.Header.IsInstance && !Signature.Header.HasExplicitThis;

    /// <summary>The member whose mark this is; null where it is no mark.</summary>
    public FieldKey? Marks => MemberOf(WovenNames.Mark);

    /// <summary>The member that this lends to a call; null where it lends none.</summary>
    public FieldKey? Lends => MemberOf(WovenNames.Lend);

    FieldKey? MemberOf(string prefix) => Owner?.Key is { } owner && Name.StartsWith(prefix, StringComparison.Ordinal) ? new FieldKey(owner, Name[prefix.Length..]) : null;

    public override string ToString() => $"{Owner}.{Name}";
}
