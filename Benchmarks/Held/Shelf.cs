namespace Benchmarks.Held;

/// <summary>Replicated collections that are changed at one place at a time, by code that the weaver sees.</summary>
static class Shelf
{
    static List<int> replicatedList = [];
    static Dictionary<int, int> replicatedDictionary = [];
    static HashSet<int> replicatedSet = [];
    static int[] replicatedArray = [];

    internal const string List = "List";
    internal const string Dictionary = "Dictionary";
    internal const string Entry = "Dictionary, an entry removed and another added";
    internal const string Set = "HashSet, an item removed and another added";
    internal const string Array = "array";

    internal static string[] Kinds => [List, Dictionary, Entry, Set, Array];

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
