using System.Collections.Immutable;

namespace Replicated.Audit.Decode;

/// <summary>A type as a signature writes it.</summary>
/// <param name="Text">All of it, for comparison.</param>
/// <param name="Key">The definition, where it is a named type or an instance of one.</param>
/// <param name="Element">What a reference, pointer or array is of.</param>
public sealed record SignatureType(TypeForm Form, string Text, TypeKey? Key = null, SignatureType? Element = null)
{
    public ImmutableArray<SignatureType> Arguments { get; init; } = [];

    /// <summary>Whether a parameter of it may only be read through: <c>in</c> of virtual methods and delegates.</summary>
    public bool IsReadOnlyReference { get; init; }

    public bool IsVoid => Form == TypeForm.Named && Text == "Void";

    public override string ToString() => Text;
}
