namespace Replicated.Audit.Decode;

public enum TypeForm
{
    /// <summary>A type by name, or an instance of a generic one.</summary>
    Named,
    ArrayOf,
    ReferenceTo,
    PointerTo,
    Parameter,
}
