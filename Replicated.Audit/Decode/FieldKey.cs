namespace Replicated.Audit.Decode;

/// <summary>A field by its type and its name.</summary>
public readonly record struct FieldKey(TypeKey Owner, string Name)
{
    public override string ToString() => $"{Owner.Name}.{Name}";
}
