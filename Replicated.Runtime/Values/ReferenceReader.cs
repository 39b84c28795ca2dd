namespace Replicated.Values;

/// <summary>Finds the objects that ids stand for.</summary>
internal abstract class ReferenceReader
{
    /// <summary>The object or collection with this id, or null if there is none.</summary>
    internal abstract object? Find(ulong id);
}
