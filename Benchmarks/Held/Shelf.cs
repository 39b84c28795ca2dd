namespace Benchmarks.Held;

/// <summary>Replicated collections that are changed at one place at a time, by code that the weaver sees.</summary>
static class Shelf
{
    static List<int> replicatedList = [];
    static Dictionary<int, int> replicatedDictionary = [];
    static HashSet<int> replicatedSet = [];
    static int[] replicatedArray = [];
    static Queue<int> replicatedQueue = new();
    static SortedDictionary<int, int> replicatedSorted = [];
    static System.Collections.Concurrent.ConcurrentDictionary<int, int> replicatedConcurrent = new();

    internal const string List = "List";
    internal const string Dictionary = "Dictionary";
    internal const string Entry = "Dictionary, an entry removed and another added";
    internal const string Set = "HashSet, an item removed and another added";
    internal const string Array = "array";
    internal const string Queue = "Queue, an item taken and another added";
    internal const string Sorted = "SortedDictionary";
    internal const string Concurrent = "ConcurrentDictionary";

    internal static string[] Kinds => [List, Dictionary, Entry, Set, Array, Queue, Sorted, Concurrent];

    /// <summary>Puts so many items into one of the collections.</summary>
    /// <returns>Changes the item with a number.</returns>
    internal static Action<int> Fill(string kind, int count)
    {
        switch (kind)
        {
            case List:
                for (int i = 0; i < count; i++)
                    replicatedList.Add(i);
                return static index => replicatedList[index]++;
            case Dictionary or Entry:
                for (int i = 0; i < count; i++)
                    replicatedDictionary.Add(i, i);
                return kind == Dictionary ? static index => replicatedDictionary[index]++ : Replace;
            case Set:
                for (int i = 0; i < count; i++)
                    replicatedSet.Add(i);
                return static item => _ = replicatedSet.Remove(item) ? replicatedSet.Add(~item) : replicatedSet.Remove(~item) && replicatedSet.Add(item);
            case Array:
                replicatedArray = new int[count];
                return static index => replicatedArray[index]++;
            case Queue:
                for (int i = 0; i < count; i++)
                    replicatedQueue.Enqueue(i);
                return static item => replicatedQueue.Enqueue(replicatedQueue.Dequeue() + item);
            case Sorted:
                for (int i = 0; i < count; i++)
                    replicatedSorted.Add(i, i);
                return static key => replicatedSorted[key]++;
            case Concurrent:
                for (int i = 0; i < count; i++)
                    replicatedConcurrent[i] = i;
                return static key => replicatedConcurrent.AddOrUpdate(key, 0, static (_, number) => number + 1);
            default:
                throw new ArgumentException($"no collection is a '{kind}'", nameof(kind));
        }
    }

    static void Replace(int key)
    {
        if (!replicatedDictionary.Remove(key, out int value))
        {
            key = ~key;
            replicatedDictionary.Remove(key, out value);
        }
        replicatedDictionary.Add(~key, value + 1);
    }
}
