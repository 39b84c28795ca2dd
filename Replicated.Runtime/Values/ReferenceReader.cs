using Replicated.Woven;

namespace Replicated.Values;

/// <summary>Finds what numbers on the wire stand for.</summary>
internal abstract class ReferenceReader
{
    /// <summary>Stands for a collection that cannot be made before the members of the objects in it are known.</summary>
    internal static object NotComplete { get; } = new();

    /// <summary>What is said of the member whose collection is read; null: nothing.</summary>
    internal Watch? Watch { get; set; }

    /// <summary>The object or collection with this id, <see cref="NotComplete"/>, or null if there is none.</summary>
    internal abstract object? Find(ulong id);

    /// <summary>The codec of the values of the type with this number, or null if there is none.</summary>
    internal abstract Codec? CodecOf(ulong number);

    /// <summary>How the members of a type stand in its messages; null: under their own numbers.</summary>
    internal virtual Layout? LayoutOf(Shape shape) => null;

    /// <summary>The method with this number, or null if there is none.</summary>
    internal abstract DelegateMethod? MethodOf(ulong number);
}
