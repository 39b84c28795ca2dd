using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Replicated.Woven;

/// <summary>Finds the kind of a type while the program runs: what an <c>object</c> holds, no woven code need have named.</summary>
internal static class UnnamedKinds
{
    static readonly Dictionary<Type, string> generic = new()
    {
        [typeof(List<>)] = nameof(Kinds.List),
        [typeof(Dictionary<,>)] = nameof(Kinds.Dictionary),
        [typeof(HashSet<>)] = nameof(Kinds.HashSet),
        [typeof(SortedSet<>)] = nameof(Kinds.SortedSet),
        [typeof(Queue<>)] = nameof(Kinds.Queue),
        [typeof(Stack<>)] = nameof(Kinds.Stack),
        [typeof(LinkedList<>)] = nameof(Kinds.LinkedList),
        [typeof(LinkedListNode<>)] = nameof(Kinds.LinkedListNode),
        [typeof(ConcurrentQueue<>)] = nameof(Kinds.ConcurrentQueue),
        [typeof(ConcurrentStack<>)] = nameof(Kinds.ConcurrentStack),
        [typeof(ConcurrentBag<>)] = nameof(Kinds.ConcurrentBag),
        [typeof(ObservableCollection<>)] = nameof(Kinds.ObservableCollection),
        [typeof(ImmutableList<>)] = nameof(Kinds.ImmutableList),
        [typeof(ImmutableQueue<>)] = nameof(Kinds.ImmutableQueue),
        [typeof(ImmutableStack<>)] = nameof(Kinds.ImmutableStack),
        [typeof(ImmutableHashSet<>)] = nameof(Kinds.ImmutableHashSet),
        [typeof(ImmutableSortedSet<>)] = nameof(Kinds.ImmutableSortedSet),
        [typeof(FrozenSet<>)] = nameof(Kinds.FrozenSet),
        [typeof(SortedDictionary<,>)] = nameof(Kinds.SortedDictionary),
        [typeof(SortedList<,>)] = nameof(Kinds.SortedList),
        [typeof(OrderedDictionary<,>)] = nameof(Kinds.OrderedDictionary),
        [typeof(ConcurrentDictionary<,>)] = nameof(Kinds.ConcurrentDictionary),
        [typeof(ImmutableDictionary<,>)] = nameof(Kinds.ImmutableDictionary),
        [typeof(ImmutableSortedDictionary<,>)] = nameof(Kinds.ImmutableSortedDictionary),
        [typeof(FrozenDictionary<,>)] = nameof(Kinds.FrozenDictionary),
        [typeof(PriorityQueue<,>)] = nameof(Kinds.PriorityQueue),
        [typeof(ReadOnlyDictionary<,>)] = nameof(Kinds.ReadOnlyDictionary),
        [typeof(Collection<>)] = nameof(Kinds.Collection),
        [typeof(KeyedCollection<,>)] = nameof(Kinds.KeyedCollection),
        [typeof(ReadOnlyCollection<>)] = nameof(Kinds.ReadOnlyCollection),
        [typeof(Lazy<>)] = nameof(Kinds.Lazy),
        [typeof(Comparer<>)] = nameof(Kinds.Comparer),
        [typeof(EqualityComparer<>)] = nameof(Kinds.EqualityComparer),
        [typeof(ImmutableArray<>)] = nameof(Kinds.ImmutableArray),
        [typeof(ArraySegment<>)] = nameof(Kinds.ArraySegment),
        [typeof(Memory<>)] = nameof(Kinds.Memory),
        [typeof(ReadOnlyMemory<>)] = nameof(Kinds.ReadOnlyMemory),
        [typeof(Nullable<>)] = nameof(Kinds.Nullable),
        [typeof(KeyValuePair<,>)] = nameof(Kinds.Pair),
        [typeof(ValueTuple<>)] = nameof(Kinds.Tuple1),
        [typeof(ValueTuple<,>)] = nameof(Kinds.Tuple2),
        [typeof(ValueTuple<,,>)] = nameof(Kinds.Tuple3),
        [typeof(ValueTuple<,,,>)] = nameof(Kinds.Tuple4),
        [typeof(ValueTuple<,,,,>)] = nameof(Kinds.Tuple5),
        [typeof(ValueTuple<,,,,,>)] = nameof(Kinds.Tuple6),
        [typeof(ValueTuple<,,,,,,>)] = nameof(Kinds.Tuple7),
        [typeof(ValueTuple<,,,,,,,>)] = nameof(Kinds.Tuple8),
    };

    /// <summary>The generic types of the platform that there are kinds of, as their definitions.</summary>
    internal static IEnumerable<Type> Definitions => generic.Keys;

    /// <summary>
    /// Names a type that no woven code has named; says whether there is a kind of it. A native program shares the code over classes; that over
    /// each value must be there already.
    /// </summary>
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The methods there ask nothing of their type arguments that trimming could take away.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only over classes where no code can be made; what is not there all the same is no kind.")]
    internal static bool TryName(Type type)
    {
        if (Find(type) is not var (method, arguments))
            return false;
        if (!RuntimeFeature.IsDynamicCodeSupported && arguments.Any(argument => argument.IsValueType))
            return false;
        try
        {
            typeof(Kinds).GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.MakeGenericMethod(arguments).Invoke(null, null);
            return true;
        }
        catch (NotSupportedException) when (!RuntimeFeature.IsDynamicCodeSupported)
        {
            return false;
        }
    }

    /// <summary>Whether there is a kind of a type, named or not.</summary>
    internal static bool Has(Type type) => Find(type) is not null;

    static (string Method, Type[] Arguments)? Find(Type type)
    {
        if (type.IsSZArray)
            return (nameof(Kinds.Array), [type.GetElementType()!]);
        if (type.IsArray)
            return type.GetArrayRank() == 1 ? null : (nameof(Kinds.Grid), [type, type.GetElementType()!]);
        if (type.IsDefined(typeof(UnsafeValueTypeAttribute)))
            return (nameof(Kinds.FixedBuffer), [type]);
        if (type.IsDefined(typeof(InlineArrayAttribute)))
            return (nameof(Kinds.InlineArray), [type, ItemTypeOf(type)]);
        if (type.IsEnum)
            return (nameof(Kinds.Enum), [type, type.GetEnumUnderlyingType()]);
        if (typeof(IReplicatedValue).IsAssignableFrom(type) && type.IsValueType)
            return (nameof(Kinds.Struct), [type]);
        if (typeof(IReplicated).IsAssignableFrom(type) && type != typeof(IReplicated))
            return (nameof(Kinds.Class), [type]);
        return type.IsGenericType && generic.TryGetValue(type.GetGenericTypeDefinition(), out string? method)
            ? (method, type.GetGenericArguments())
            : typeof(MulticastDelegate).IsAssignableFrom(type) && type != typeof(MulticastDelegate) ? (nameof(Kinds.Delegate), [type])
            : (type.IsClass || type.IsInterface) && !type.IsSealed ? (nameof(Kinds.Any), [type])
            : null;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "An inline array has one field, and could not be without it.")]
    static Type ItemTypeOf(Type inlineArray) => inlineArray.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)[0].FieldType;
}
