using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Replicated.Collections;
using Replicated.Woven;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>
/// Compares an object and all that it reaches with a copy, by reflection, without what the weaver made: the members of each have the same
/// values, the same object stands at the same places, and what is not replicated has its default value.
/// </summary>
sealed class DeepComparison
{
    const BindingFlags Fields = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    readonly Dictionary<object, object> copies = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<object, object> originals = new(ReferenceEqualityComparer.Instance);
    readonly List<string> differences = [];

    /// <summary>Each difference with the path to it.</summary>
    internal IReadOnlyList<string> Differences => differences;

    /// <summary>The objects and collections that were reached, in the original.</summary>
    internal IReadOnlyList<object> Reached => [.. copies.Keys];

    internal static DeepComparison Of(object original, object copy)
    {
        var comparison = new DeepComparison();
        comparison.Compare(original, copy, original.GetType().Name);
        return comparison;
    }

    void Compare(object? original, object? copy, string path)
    {
        if (original is null || copy is null || original.GetType() != copy.GetType())
        {
            Check(original is null && copy is null, original, copy, path);
            return;
        }
        var type = original.GetType();
        if (IsSimple(type))
            Check(AreSame(original, copy), original, copy, path);
        else if (original is Delegate handlers)
            CompareDelegates(handlers, (Delegate)copy, path);
        else if (RandomCollections.IsPartOfArray(type))
            CompareParts(original, copy, type, path);
        else if (type.IsValueType && Buffer.IsBuffer(type))
            CompareItems(Buffer.Items(original), Buffer.Items(copy), path);
        else if (type.IsValueType)
            CompareFields(original, copy, type, path);
        else if (Pair(original, copy, path))
            CompareObjects(original, copy, path);
    }

    /// <summary>Whether the two are met here for the first time.</summary>
    bool Pair(object original, object copy, string path)
    {
        bool knownOriginal = copies.TryGetValue(original, out object? copyOfOriginal);
        bool knownCopy = originals.TryGetValue(copy, out object? originalOfCopy);
        if (knownOriginal || knownCopy)
        {
            if (!ReferenceEquals(copyOfOriginal, copy) || !ReferenceEquals(originalOfCopy, original))
                differences.Add($"{path} is another object than the one that stands there in the original");
            return false;
        }
        // The empty one is the same object everywhere in a process.
        if (ReferenceEquals(original, copy) && original is not Array { Length: 0 } && !(RandomCollections.IsConstant(original.GetType()) && !((IEnumerable)original).Cast<object?>().Any()))
            differences.Add($"{path} is the original itself");
        copies.Add(original, copy);
        originals.Add(copy, original);
        return true;
    }

    void CompareObjects(object original, object copy, string path)
    {
        if (original is System.Text.StringBuilder text)
            Check(text.ToString() == copy.ToString(), original, copy, path);
        else if (original is Random random)
            CompareItems(StateOf(random), StateOf((Random)copy), path);
        else if (RandomCollections.IsLazy(original.GetType()))
            CompareLazies(original, copy, path);
        else if (RandomCollections.IsQueueOfPairs(original.GetType()))
            CompareItems(Unordered(original), Unordered(copy), path);
        else if (original is IDictionary map)
            CompareMaps(map, (IDictionary)copy, path);
        else if (original is IList list)
            CompareLists(list, (IList)copy, path);
        else if (original is IEnumerable items)
            CompareItems(Items(items), Items((IEnumerable)copy), path);
        else if (original.GetType() != typeof(object))
        {
            for (var type = original.GetType(); type != typeof(object); type = type.BaseType!)
                CompareFields(original, copy, type, path);
        }
    }

    /// <summary>A lambda that uses nothing around it is a method of an object that each process has one of; here both sides are one process.</summary>
    void CompareDelegates(Delegate original, Delegate copy, string path)
    {
        var first = original.GetInvocationList();
        var second = copy.GetInvocationList();
        Check(first.Length == second.Length, first.Length, second.Length, path + ".Length");
        for (int i = 0; i < Math.Min(first.Length, second.Length); i++)
        {
            Check(first[i].Method == second[i].Method, first[i].Method, second[i].Method, $"{path}({i})");
            if (first[i].Target?.GetType() is { Name: "<>c" })
                Check(ReferenceEquals(first[i].Target, second[i].Target), first[i].Target, second[i].Target, $"{path}({i}).Target");
            else
                Compare(first[i].Target, second[i].Target, $"{path}({i}).Target");
        }
    }

    static object?[] StateOf(Random random)
    {
        int[] numbers = new int[RandomState.LengthOf(random)];
        RandomState.Read(random, numbers);
        return [.. numbers.Cast<object?>()];
    }

    /// <summary>Not yet made: by the functions, of which the one on the standby stands behind one of the runtime.</summary>
    void CompareLazies(object original, object copy, string path)
    {
        bool isMade = RandomCollections.IsMade(original);
        Check(isMade == RandomCollections.IsMade(copy), isMade, !isMade, path + ".IsValueCreated");
        if (isMade && RandomCollections.IsMade(copy))
            Compare(RandomCollections.ValueOf(original), RandomCollections.ValueOf(copy), path + ".Value");
        else if (!isMade)
            Compare(FunctionOf(original), FunctionOf(copy), path + ".Function");
    }

    static object? FunctionOf(object lazy)
    {
        var function = (Delegate?)lazy.GetType().GetField("_factory", Fields)!.GetValue(lazy);
        var behind = function?.Target?.GetType() is { Name: "LazySource`1" } source ? source.GetProperty("Function", Fields) : null;
        return behind is null ? function : behind.GetValue(function!.Target);
    }

    void CompareMaps(IDictionary original, IDictionary copy, string path)
    {
        Check(original.Count == copy.Count, original.Count, copy.Count, path + ".Count");
        if (original is ICollection { Count: > 0 } && original.GetType().Name is "SortedDictionary`2" or "SortedList`2" or "OrderedDictionary`2")
            CompareItems([.. original.Keys.Cast<object?>()], [.. copy.Keys.Cast<object?>()], path + ".Keys");
        object[] keys = [.. copy.Keys.Cast<object>()];
        int at = 0;
        foreach (DictionaryEntry entry in original)
        {
            // An object as a key is another one in the copy: at the same place, if it was not met yet.
            object? key = entry.Key;
            if (!IsSimple(key.GetType()) && !copy.Contains(key) && !copies.TryGetValue(key, out key))
            {
                key = keys.ElementAtOrDefault(at);
                Compare(entry.Key, key, $"{path}.Keys[{at}]");
            }
            if (key is not null && copy.Contains(key))
                Compare(entry.Value, copy[key], $"{path}[{entry.Key}]");
            else
                differences.Add($"{path}[{entry.Key}] is missing");
            at++;
        }
    }

    /// <summary>Not in order where none is promised, which here is where the items are numbers.</summary>
    static object?[] Items(IEnumerable collection)
    {
        var items = collection.Cast<object?>();
        return [.. collection is System.Collections.Concurrent.ConcurrentBag<int> ? items.Order() : items];
    }

    static object?[] Unordered(object queue) => ((IEnumerable)queue.GetType().GetProperty("UnorderedItems")!.GetValue(queue)!).Cast<object?>().ToArray();

    void CompareItems(object?[] original, object?[] copy, string path)
    {
        Check(original.Length == copy.Length, original.Length, copy.Length, path + ".Count");
        for (int i = 0; i < Math.Min(original.Length, copy.Length); i++)
            Compare(original[i], copy[i], $"{path}[{i}]");
    }

    /// <summary>The array of which they are a part, its fields by their names: they are private.</summary>
    void CompareParts(object original, object copy, Type type, string path)
    {
        foreach (var field in type.GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance))
            Compare(field.GetValue(original), field.GetValue(copy), $"{path}.{field.Name}");
    }

    void CompareLists(IList original, IList copy, string path)
    {
        CompareItems([.. original.Cast<object?>()], [.. copy.Cast<object?>()], path);
    }

    void CompareFields(object original, object copy, Type type, string path)
    {
        foreach (var field in type.GetFields(Fields).Where(field => field.FieldType != typeof(Header) && field.Name is not ("<>l__initialThreadId" or "<Replicated>running")))
        {
            object? expected = field.GetValue(original);
            if (!IsMember(field))
                expected = field.FieldType.IsValueType ? RuntimeHelpers.GetUninitializedObject(field.FieldType) : null;
            Compare(expected, field.GetValue(copy), $"{path}.{field.Name}");
        }
    }

    static bool IsMember(FieldInfo field)
    {
        var type = field.DeclaringType!;
        var property = field.Name.EndsWith(">k__BackingField", StringComparison.Ordinal) ? type.GetProperty(field.Name[1..field.Name.IndexOf('>')], Fields) : null;
        MemberInfo source = property is null ? field : property;
        bool whole = type.IsValueType || type.GetField("<Replicated>whole", BindingFlags.NonPublic | BindingFlags.Static) is not null;
        return whole ? !source.IsDefined(typeof(NotReplicatedAttribute)) : source.IsDefined(typeof(ReplicatedAttribute));
    }

    void Check(bool same, object? original, object? copy, string path)
    {
        if (!same)
            differences.Add($"{path} is {copy ?? "null"} where the original has {original ?? "null"}");
    }

    static bool IsSimple(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Uri) || type == typeof(Version) || typeof(Type).IsAssignableFrom(type) || typeof(StringComparer).IsAssignableFrom(type) || type == typeof(ReferenceEqualityComparer)
        || (type.Namespace is "System" or "System.Numerics" && type.IsValueType && !type.IsGenericType);

    static bool AreSame(object original, object copy) => (original, copy) switch
    {
        (double first, double second) => BitConverter.DoubleToInt64Bits(first) == BitConverter.DoubleToInt64Bits(second),
        (float first, float second) => BitConverter.SingleToInt32Bits(first) == BitConverter.SingleToInt32Bits(second),
        (Half first, Half second) => BitConverter.HalfToInt16Bits(first) == BitConverter.HalfToInt16Bits(second),
        (decimal first, decimal second) => decimal.GetBits(first).SequenceEqual(decimal.GetBits(second)),
        (DateTime first, DateTime second) => first == second && first.Kind == second.Kind,
        (DateTimeOffset first, DateTimeOffset second) => first.EqualsExact(second),
        (Uri first, Uri second) => first.OriginalString == second.OriginalString && first.IsAbsoluteUri == second.IsAbsoluteUri,
        _ => original.Equals(copy),
    };
}
