using Mono.Cecil;

namespace Replicated.Fody.Watch;

/// <summary>
/// What the members of the platform's collections do, by their names. A member that is in neither list may do anything: hand the collection
/// on, or out a part through which it can be changed, such as <c>GetViewBetween</c> or <c>GetAlternateLookup</c>.
/// </summary>
internal static class CollectionCalls
{
    const string Generic = "System.Collections.Generic.";
    const string ObjectModel = "System.Collections.ObjectModel.";
    const string Concurrent = "System.Collections.Concurrent.";

    static readonly string[] everywhere = ["Equals", "GetHashCode", "ToString", "GetType", "get_Count", "GetEnumerator", "CopyTo", "ToArray", "Contains"];

    static readonly string[] array =
        ["get_Length", "get_LongLength", "GetLength", "GetLongLength", "get_Rank", "GetLowerBound", "GetUpperBound", "GetEnumerator", "CopyTo", "Clone", "GetValue"];

    static readonly Dictionary<string, Members> types = new()
    {
        [Generic + "List`1"] = new(
            "get_Item get_Capacity set_Capacity EnsureCapacity TrimExcess IndexOf LastIndexOf Find FindAll FindIndex FindLast FindLastIndex Exists TrueForAll BinarySearch ForEach ConvertAll GetRange Slice",
            "Add AddRange Insert InsertRange set_Item Remove RemoveAt RemoveRange RemoveAll Clear Reverse Sort"),
        [Generic + "Dictionary`2"] = new(
            "get_Item get_Keys get_Values get_Comparer get_Capacity ContainsKey ContainsValue TryGetValue EnsureCapacity",
            "set_Item Add TryAdd Remove Clear TrimExcess"),
        [Generic + "HashSet`1"] = new(
            "get_Comparer get_Capacity TryGetValue IsSubsetOf IsProperSubsetOf IsSupersetOf IsProperSupersetOf Overlaps SetEquals EnsureCapacity",
            "Add Remove RemoveWhere Clear UnionWith IntersectWith ExceptWith SymmetricExceptWith TrimExcess"),
        [Generic + "Queue`1"] = new("get_Capacity Peek TryPeek EnsureCapacity TrimExcess", "Enqueue Dequeue TryDequeue Clear"),
        [Generic + "Stack`1"] = new("get_Capacity Peek TryPeek EnsureCapacity TrimExcess", "Push Pop TryPop Clear"),
        [Generic + "SortedDictionary`2"] = new("get_Item get_Keys get_Values get_Comparer ContainsKey ContainsValue TryGetValue", "set_Item Add Remove Clear"),
        [Generic + "SortedList`2"] = new(
            "get_Item get_Keys get_Values get_Comparer get_Capacity set_Capacity TrimExcess ContainsKey ContainsValue TryGetValue IndexOfKey IndexOfValue GetKeyAtIndex GetValueAtIndex",
            "set_Item Add Remove RemoveAt SetValueAtIndex Clear"),
        [Generic + "SortedSet`1"] = new(
            "get_Comparer get_Min get_Max TryGetValue IsSubsetOf IsProperSubsetOf IsSupersetOf IsProperSupersetOf Overlaps SetEquals",
            "Add Remove RemoveWhere Clear UnionWith IntersectWith ExceptWith SymmetricExceptWith"),
        [Generic + "PriorityQueue`2"] = new(
            "get_Comparer get_Capacity get_UnorderedItems Peek TryPeek EnsureCapacity TrimExcess",
            "Enqueue EnqueueRange Dequeue TryDequeue DequeueEnqueue EnqueueDequeue Remove Clear"),
        [Generic + "OrderedDictionary`2"] = new(
            "get_Item get_Keys get_Values get_Comparer get_Capacity ContainsKey ContainsValue TryGetValue GetAt IndexOf EnsureCapacity TrimExcess",
            "set_Item Add TryAdd Insert Remove RemoveAt SetAt Clear"),
        [Concurrent + "ConcurrentDictionary`2"] = new(
            "get_Item get_IsEmpty get_Keys get_Values get_Comparer ContainsKey TryGetValue",
            "set_Item TryAdd TryRemove TryUpdate AddOrUpdate GetOrAdd Clear"),
        [Concurrent + "ConcurrentQueue`1"] = new("get_IsEmpty TryPeek", "Enqueue TryDequeue Clear"),
        [Concurrent + "ConcurrentStack`1"] = new("get_IsEmpty TryPeek", "Push PushRange TryPop TryPopRange Clear"),
        [Concurrent + "ConcurrentBag`1"] = new("get_IsEmpty TryPeek", "Add TryTake Clear"),
        [Generic + "LinkedList`1"] = new("get_First get_Last Find FindLast", "AddFirst AddLast AddBefore AddAfter Remove RemoveFirst RemoveLast Clear"),
        [ObjectModel + "Collection`1"] = new("get_Item IndexOf", "set_Item Add Insert Remove RemoveAt Clear"),
        [ObjectModel + "ObservableCollection`1"] = new([.. everywhere], ["Move"]),
        ["System.Collections.BitArray"] = new(
            "get_Item Get get_Length get_IsReadOnly get_IsSynchronized HasAllSet HasAnySet Clone",
            "set_Item Set SetAll set_Length And Or Xor Not LeftShift RightShift"),
        ["System.Array"] = new([.. array], []),
        ["System.Object"] = new(["Equals", "GetHashCode", "ToString", "GetType"], []),
    };

    /// <summary>Return the collection that they are called on.</summary>
    static readonly Dictionary<string, HashSet<string>> fluent = new()
    {
        ["System.Collections.BitArray"] = ["And", "Or", "Xor", "Not", "LeftShift", "RightShift"],
    };

    /// <summary>What collections hand out of themselves.</summary>
    static readonly HashSet<string> views = ["KeyCollection", "ValueCollection", "UnorderedItemsCollection"];

    /// <summary>Read whatever they are called on, through an interface too.</summary>
    static readonly Dictionary<string, HashSet<string>> interfaces = new()
    {
        ["System.Collections.IEnumerable"] = ["GetEnumerator"],
        [Generic + "IEnumerable`1"] = ["GetEnumerator"],
        [Generic + "ICollection`1"] = ["get_Count", "get_IsReadOnly", "Contains", "CopyTo"],
        [Generic + "IReadOnlyCollection`1"] = ["get_Count"],
        [Generic + "IList`1"] = ["get_Item", "IndexOf"],
        [Generic + "IReadOnlyList`1"] = ["get_Item"],
        [Generic + "IDictionary`2"] = ["get_Item", "get_Keys", "get_Values", "ContainsKey", "TryGetValue"],
        [Generic + "IReadOnlyDictionary`2"] = ["get_Item", "get_Keys", "get_Values", "ContainsKey", "TryGetValue"],
    };

    /// <summary>Whether collections of a type can be watched.</summary>
    internal static bool Knows(string type) => types.TryGetValue(type, out var members) && members.Writers.Count > 0;

    /// <summary>Whether a constructor makes a collection whose items nobody else has: a <c>Collection</c> may get the list that it keeps them in.</summary>
    internal static bool MakesNew(MethodReference constructor) =>
        constructor.DeclaringType.GetElementType().FullName is var type && Knows(type) && (type != ObjectModel + "Collection`1" || constructor.Parameters.Count == 0);

    /// <summary>Whether a member leaves the collection that it is called on as it is, and hands out nothing through which it can be changed.</summary>
    internal static bool Reads(string type, string member) =>
        types.TryGetValue(type, out var members) ? members.Readers.Contains(member)
            : views.Contains(type.Substring(type.IndexOf('/') + 1)) ? everywhere.Contains(member)
            : interfaces.TryGetValue(type, out var readers) && readers.Contains(member);

    /// <summary>Whether a member hands out a view, which only reads but knows the collection.</summary>
    internal static bool HandsOut(string type, string member) => member is "get_Keys" or "get_Values" or "get_UnorderedItems" && Reads(type, member);

    /// <summary>Whether a member returns the collection that it is called on.</summary>
    internal static bool ReturnsItself(MethodReference member) => fluent.TryGetValue(member.DeclaringType.FullName, out var members) && members.Contains(member.Name);

    /// <summary>Whether a member changes the collection that it is called on, and does nothing else that a watcher must know of.</summary>
    internal static bool Writes(string type, string member) => types.TryGetValue(type, out var members) && members.Writers.Contains(member);

    sealed class Members
    {
        internal Members(string readers, string writers)
            : this([.. everywhere, .. readers.Split(' ')], [.. writers.Split(' ')])
        {
        }

        internal Members(HashSet<string> readers, HashSet<string> writers)
        {
            Readers = readers;
            Writers = writers;
        }

        internal HashSet<string> Readers { get; }

        internal HashSet<string> Writers { get; }
    }
}
