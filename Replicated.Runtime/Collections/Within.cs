using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace Replicated.Collections;

/// <summary>The list within a <see cref="Collection{T}"/>: an accessor must have the type parameters of the class that has the field.</summary>
internal static class Within<T>
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Items")]
    internal static extern IList<T> Items(Collection<T> collection);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "items")]
    internal static extern ref IList<T> List(Collection<T> collection);
}
