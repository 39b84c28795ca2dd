using Mono.Cecil;
using Replicated.Fody.Generate;

namespace Replicated.Fody.Plan;

/// <summary>The collections of the platform that a replicated class can derive from: the items of its objects are replicated with their members.</summary>
internal static class BaseCollections
{
    static readonly HashSet<string> supported =
    [
        "System.Collections.Generic.List`1", "System.Collections.Generic.Dictionary`2", "System.Collections.Generic.HashSet`1",
        "System.Collections.Generic.SortedSet`1", "System.Collections.Generic.Queue`1", "System.Collections.Generic.Stack`1",
        "System.Collections.Generic.LinkedList`1", "System.Collections.Generic.PriorityQueue`2", "System.Collections.Generic.SortedDictionary`2",
        "System.Collections.Generic.SortedList`2", "System.Collections.Generic.OrderedDictionary`2",
        "System.Collections.Concurrent.ConcurrentDictionary`2", "System.Collections.Concurrent.ConcurrentQueue`1",
        "System.Collections.Concurrent.ConcurrentStack`1", "System.Collections.Concurrent.ConcurrentBag`1",
        "System.Collections.ObjectModel.Collection`1", "System.Collections.ObjectModel.KeyedCollection`2", "System.Collections.ObjectModel.ObservableCollection`1",
        "System.Collections.ObjectModel.ReadOnlyCollection`1", "System.Collections.ObjectModel.ReadOnlyDictionary`2",
    ];

    internal static bool Includes(TypeReference type) => supported.Contains(type.GetElementType().FullName);

    /// <summary>The one that a class derives from, closed over the type parameters of the class; null if there is none.</summary>
    internal static TypeReference? Of(TypeDefinition type) => Generics.BasesOf(type).FirstOrDefault(Includes);
}
