namespace Replicated.Audit.Decode;

/// <summary>A type by the simple name of its assembly and its full name, nested types with a plus.</summary>
public readonly record struct TypeKey(string Assembly, string Name)
{
    public override string ToString() => Name;
}
