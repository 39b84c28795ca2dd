using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Reflection;
using System.Text;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>Makes and changes the collections that are neither lists nor dictionaries.</summary>
static class RandomCollections
{
    static readonly Type[] partsOfArrays = [typeof(ImmutableArray<>), typeof(ArraySegment<>), typeof(Memory<>), typeof(ReadOnlyMemory<>)];

    static readonly (Type Type, string Method)[] constants =
    [
        (typeof(ImmutableList<>), nameof(List)), (typeof(ImmutableQueue<>), nameof(Queue)), (typeof(ImmutableStack<>), nameof(Stack)),
        (typeof(ImmutableHashSet<>), nameof(Set)), (typeof(ImmutableSortedSet<>), nameof(SortedSet)), (typeof(ImmutableDictionary<,>), nameof(Map)),
        (typeof(ImmutableSortedDictionary<,>), nameof(SortedMap)), (typeof(FrozenSet<>), nameof(Frozen)), (typeof(FrozenDictionary<,>), nameof(FrozenMap)),
        (typeof(ReadOnlyCollection<>), nameof(ReadOnly)),
    ];

    internal static bool IsConstant(Type type) => MethodOf(type) is not null;

    /// <summary>A collection that never changes, of the items of a list or dictionary.</summary>
    internal static object Make(Type type, object items) => Call(MethodOf(type)!, type, items);

    internal static bool IsPartOfArray(Type type) => type.IsGenericType && partsOfArrays.Contains(type.GetGenericTypeDefinition());

    internal static object Part(Type type, object? array)
    {
        var definition = type.GetGenericTypeDefinition();
        string method = definition == typeof(ImmutableArray<>) ? nameof(Whole) : nameof(Segment);
        object part = Call(method, type, array!);
        return definition == typeof(Memory<>) || definition == typeof(ReadOnlyMemory<>) ? type.GetMethod("op_Implicit", [part.GetType()])!.Invoke(null, [part])! : part;
    }

    internal static bool IsLazy(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Lazy<>);

    internal static bool IsMade(object lazy) => (bool)lazy.GetType().GetProperty(nameof(Lazy<>.IsValueCreated))!.GetValue(lazy)!;

    internal static object? ValueOf(object lazy) => lazy.GetType().GetProperty(nameof(Lazy<>.Value))!.GetValue(lazy);

    /// <summary>One that will have a value, by a function of the program.</summary>
    internal static object Lazy(Type type, object? value)
        => typeof(AssemblyToProcess.PlatformObjects).GetMethod(nameof(AssemblyToProcess.PlatformObjects.Later))!.MakeGenericMethod(type.GetGenericArguments()).Invoke(new AssemblyToProcess.PlatformObjects(), [value])!;

    /// <summary>Whether something changes by what it does itself.</summary>
    internal static bool Changes(object value) => value is IEnumerable or StringBuilder or Random || IsQueueOfPairs(value.GetType()) || IsLazy(value.GetType());

    internal static bool IsQueueOfPairs(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(PriorityQueue<,>);

    /// <summary>Adds an item if the collection has a method of its own for that.</summary>
    internal static bool TryAdd(object collection, Func<Type, object?> value)
    {
        var type = collection.GetType();
        if (collection is StringBuilder text)
            text.Append(value(typeof(int)));
        else if (collection is Random source)
            source.Next();
        else if (IsLazy(type))
            ValueOf(collection);
        else if (collection is BitArray { Length: > 0 } bits)
            bits[Math.Abs((int)(short)value(typeof(short))!) % bits.Length] ^= true;
        else if (collection is BitArray empty)
            empty.Length++;
        else if (collection is IList or IDictionary)
            return false;
        else if (Adder(type) is { } add)
            add.Invoke(collection, [.. add.GetParameters().Select(parameter => value(parameter.ParameterType))]);
        else
            return false;
        return true;
    }

    static MethodInfo? Adder(Type type)
        => new[] { "Enqueue", "Push", "AddFirst", "Add" }.Select(name => type.GetMethod(name, type.Name == "LinkedList`1" ? [type.GetGenericArguments()[0]] : type.GetGenericArguments()))
            .FirstOrDefault(method => method is not null);

    /// <summary>Takes an item away if the collection has a method of its own for that.</summary>
    internal static bool TryTake(object collection)
    {
        if (collection is StringBuilder { Length: > 0 } text)
        {
            text.Remove(0, 1);
            return true;
        }
        if (collection is IList or IDictionary or BitArray || (collection as ICollection)?.Count is null or 0)
            return false;
        var take = new[] { "Dequeue", "Pop", "RemoveLast" }.Select(name => collection.GetType().GetMethod(name, Type.EmptyTypes)).FirstOrDefault(method => method is not null);
        take?.Invoke(collection, null);
        return take is not null;
    }

    static string? MethodOf(Type type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.IsGenericType && constants.FirstOrDefault(constant => constant.Type == ancestor.GetGenericTypeDefinition()) is { Method: { } method })
                return method;
        }
        return null;
    }

    static object Call(string method, Type type, object argument)
        => typeof(RandomCollections).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [argument])!;

    static ImmutableArray<T> Whole<T>(T[]? array) => array is null ? default : [.. array];

    static ArraySegment<T> Segment<T>(T[]? array) => array is null ? default : new(array, array.Length / 3, array.Length - array.Length / 3);

    static ImmutableList<T> List<T>(List<T> items) => [.. items];

    static ImmutableQueue<T> Queue<T>(List<T> items) => [.. items];

    static ImmutableStack<T> Stack<T>(List<T> items) => [.. items];

    static ImmutableHashSet<T> Set<T>(List<T> items) => [.. items];

    static ImmutableSortedSet<T> SortedSet<T>(List<T> items) => [.. items];

    static FrozenSet<T> Frozen<T>(List<T> items) => items.ToFrozenSet();

    static ReadOnlyCollection<T> ReadOnly<T>(List<T> items) => items.AsReadOnly();

    static ImmutableDictionary<TKey, TValue> Map<TKey, TValue>(Dictionary<TKey, TValue> items)
        where TKey : notnull
        => items.ToImmutableDictionary();

    static ImmutableSortedDictionary<TKey, TValue> SortedMap<TKey, TValue>(Dictionary<TKey, TValue> items)
        where TKey : notnull
        => items.ToImmutableSortedDictionary();

    static FrozenDictionary<TKey, TValue> FrozenMap<TKey, TValue>(Dictionary<TKey, TValue> items)
        where TKey : notnull
        => items.ToFrozenDictionary();
}
