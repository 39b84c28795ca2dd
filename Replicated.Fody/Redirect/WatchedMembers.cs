using Mono.Cecil;

namespace Replicated.Fody.Redirect;

/// <summary>What the runtime has in place of members that change a collection: it says which items changed.</summary>
internal static class WatchedMembers
{
    const string Generic = "System.Collections.Generic.";
    const string ObjectModel = "System.Collections.ObjectModel.";
    const string Concurrent = "System.Collections.Concurrent.";

    /// <summary>By the member, with the type parameters of the collection that its parameters are of, as numbers.</summary>
    static readonly Dictionary<string, WatchedMember> known = new()
    {
        [Generic + "List`1.Add(0)"] = new("Watched", "AddToList"),
        [Generic + "List`1.AddRange(..)"] = new("Watched", "AddRangeToList"),
        [Generic + "List`1.set_Item(.., 0)"] = new("Watched", "SetInList"),
        [Generic + "List`1.Insert(.., 0)"] = new("Watched", "InsertIntoList"),
        [Generic + "List`1.RemoveAt(..)"] = new("Watched", "RemoveFromListAt"),
        [ObjectModel + "Collection`1.Add(0)"] = new("Watched", "AddToCollection"),
        [ObjectModel + "Collection`1.set_Item(.., 0)"] = new("Watched", "SetInCollection"),
        [ObjectModel + "Collection`1.Insert(.., 0)"] = new("Watched", "InsertIntoCollection"),
        [ObjectModel + "Collection`1.RemoveAt(..)"] = new("Watched", "RemoveFromCollectionAt"),
        [Generic + "Dictionary`2.set_Item(0, 1)"] = new("Watched", "SetInDictionary"),
        [Generic + "Dictionary`2.Add(0, 1)"] = new("Watched", "AddToDictionary"),
        [Generic + "Dictionary`2.TryAdd(0, 1)"] = new("Watched", "TryAddToDictionary"),
        [Generic + "Dictionary`2.Remove(0)"] = new("Watched", "RemoveFromDictionary"),
        [Generic + "Dictionary`2.Remove(0, ..)"] = new("Watched", "TakeFromDictionary"),
        [Generic + "HashSet`1.Add(0)"] = new("Watched", "AddToSet"),
        [Generic + "HashSet`1.Remove(0)"] = new("Watched", "RemoveFromSet"),
        [Generic + "Queue`1.Enqueue(0)"] = new("WatchedQueues", "AddToQueue"),
        [Generic + "Queue`1.Dequeue()"] = new("WatchedQueues", "TakeFromQueue"),
        [Generic + "Queue`1.TryDequeue(..)"] = new("WatchedQueues", "TryTakeFromQueue"),
        [Generic + "Stack`1.Push(0)"] = new("WatchedQueues", "AddToStack"),
        [Generic + "Stack`1.Pop()"] = new("WatchedQueues", "TakeFromStack"),
        [Generic + "Stack`1.TryPop(..)"] = new("WatchedQueues", "TryTakeFromStack"),
        [Generic + "PriorityQueue`2.Enqueue(0, 1)"] = new("WatchedQueues", "AddToPriorityQueue"),
        [Generic + "PriorityQueue`2.Dequeue()"] = new("WatchedQueues", "TakeFromPriorityQueue"),
        [Generic + "PriorityQueue`2.TryDequeue(.., ..)"] = new("WatchedQueues", "TryTakeFromPriorityQueue"),
        [Generic + "LinkedList`1.AddFirst(0)"] = new("WatchedQueues", "AddFirstToLinkedList"),
        [Generic + "LinkedList`1.AddLast(0)"] = new("WatchedQueues", "AddLastToLinkedList"),
        [Generic + "LinkedList`1.RemoveFirst()"] = new("WatchedQueues", "RemoveFirstFromLinkedList"),
        [Generic + "LinkedList`1.RemoveLast()"] = new("WatchedQueues", "RemoveLastFromLinkedList"),
        [Generic + "LinkedList`1.Remove(0)"] = new("WatchedQueues", "RemoveFromLinkedList"),
        [Generic + "LinkedList`1.Remove(..)"] = new("WatchedQueues", "RemoveNodeFromLinkedList"),
        [Generic + "LinkedListNode`1.set_Value(0)"] = new("WatchedQueues", "SetInLinkedList"),
        [Generic + "SortedSet`1.Add(0)"] = new("WatchedMaps", "AddToSortedSet"),
        [Generic + "SortedSet`1.Remove(0)"] = new("WatchedMaps", "RemoveFromSortedSet"),
        [Generic + "SortedDictionary`2.set_Item(0, 1)"] = new("WatchedMaps", "SetInSortedDictionary"),
        [Generic + "SortedDictionary`2.Add(0, 1)"] = new("WatchedMaps", "AddToSortedDictionary"),
        [Generic + "SortedDictionary`2.Remove(0)"] = new("WatchedMaps", "RemoveFromSortedDictionary"),
        [Generic + "SortedList`2.set_Item(0, 1)"] = new("WatchedMaps", "SetInSortedList"),
        [Generic + "SortedList`2.Add(0, 1)"] = new("WatchedMaps", "AddToSortedList"),
        [Generic + "SortedList`2.Remove(0)"] = new("WatchedMaps", "RemoveFromSortedList"),
        [Generic + "SortedList`2.RemoveAt(..)"] = new("WatchedMaps", "RemoveFromSortedListAt"),
        [Generic + "OrderedDictionary`2.set_Item(0, 1)"] = new("WatchedMaps", "SetInOrderedDictionary"),
        [Generic + "OrderedDictionary`2.Add(0, 1)"] = new("WatchedMaps", "AddToOrderedDictionary"),
        [Generic + "OrderedDictionary`2.TryAdd(0, 1)"] = new("WatchedMaps", "TryAddToOrderedDictionary"),
        [Generic + "OrderedDictionary`2.Remove(0)"] = new("WatchedMaps", "RemoveFromOrderedDictionary"),
        [Generic + "OrderedDictionary`2.Remove(0, ..)"] = new("WatchedMaps", "TakeFromOrderedDictionary"),
        [Concurrent + "ConcurrentDictionary`2.set_Item(0, 1)"] = new("WatchedMaps", "SetInConcurrent"),
        [Concurrent + "ConcurrentDictionary`2.TryAdd(0, 1)"] = new("WatchedMaps", "TryAddToConcurrent"),
        [Concurrent + "ConcurrentDictionary`2.TryRemove(0, ..)"] = new("WatchedMaps", "TakeFromConcurrent"),
        [Concurrent + "ConcurrentDictionary`2.TryRemove(..)"] = new("WatchedMaps", "RemoveFromConcurrent"),
        [Concurrent + "ConcurrentDictionary`2.TryUpdate(0, 1, 1)"] = new("WatchedMaps", "UpdateInConcurrent"),
        [Concurrent + "ConcurrentDictionary`2.GetOrAdd(0, 1)"] = new("WatchedMaps", "GetOrAddToConcurrent"),
        [Concurrent + "ConcurrentDictionary`2.GetOrAdd(0, ..)"] = new("WatchedMaps", "GetOrMakeInConcurrent"),
        [Concurrent + "ConcurrentDictionary`2.AddOrUpdate(0, 1, ..)"] = new("WatchedMaps", "AddOrUpdateInConcurrent"),
        [Concurrent + "ConcurrentDictionary`2.AddOrUpdate(0, .., ..)"] = new("WatchedMaps", "MakeOrUpdateInConcurrent"),
    };

    /// <returns>Null where the runtime has none, so that all of the collection counts as changed.</returns>
    internal static WatchedMember? InPlaceOf(MethodReference called) =>
        !called.IsGenericInstance && known.TryGetValue($"{called.DeclaringType.GetElementType().FullName}.{called.Name}({string.Join(", ", called.Parameters.Select(NameOf))})", out var found)
            ? found : null;

    static string NameOf(ParameterDefinition parameter) =>
        parameter.ParameterType is GenericParameter { Type: GenericParameterType.Type } item ? item.Position.ToString(System.Globalization.CultureInfo.InvariantCulture) : "..";
}

/// <summary>A method of the runtime that makes a change and reports it.</summary>
internal sealed record WatchedMember(string Class, string Name);
