using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Replicated.Collections;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>
/// Names the types whose values travel, each with what it is made of. Woven code calls one method for each type that a member is made of,
/// innermost first, before it describes the member; so a native or trimmed program has the code for exactly these.
/// </summary>
/// <remarks>A kind is three lines: a method here, an entry in the table of <see cref="UnnamedKinds"/>, and an entry in the weaver's <c>KindFinder</c>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Kinds
{
    /// <summary>A replicated class.</summary>
    public static void Class<[DynamicallyAccessedMembers(Registry.Constructors)] T>()
        where T : class, IReplicated
        => Codecs.Name(new ReplicatedCodec<T>());

    /// <summary>A class that is not replicated, and the struct that travels in place of its objects.</summary>
    /// <exception cref="ReplicationException">There is another way for it.</exception>
    public static void Surrogate<TForeign, TSurrogate>()
        where TForeign : notnull
        where TSurrogate : struct, ISurrogate<TForeign, TSurrogate>
    {
        Codecs.Name(new SurrogateCodec<TForeign, TSurrogate>());
        if (Codec<TForeign>.Instance is not SurrogateCodec<TForeign, TSurrogate>)
            throw new ReplicationException($"{TypeNames.Of(typeof(TSurrogate))} is one surrogate of {TypeNames.Of(typeof(TForeign))}, and there is another one, or it needs none: remove one of them");
    }

    /// <summary>A struct that the weaver gave a shape.</summary>
    public static void Struct<T>()
        where T : struct, IReplicatedValue
        => Codecs.Name(new StructCodec<T>());

    /// <summary>An enum and its underlying type.</summary>
    public static void Enum<T, TUnderlying>()
        where T : struct, Enum
        where TUnderlying : struct
        => Codecs.Name(new EnumCodec<T, TUnderlying>());

    /// <summary>An array of one dimension.</summary>
    public static void Array<T>() => Codecs.Name(new ArrayCodec<T[], T>());

    /// <summary><c>List&lt;T&gt;</c>.</summary>
    public static void List<T>() => Codecs.Name(new ListCodec<T>());

    /// <summary><c>Dictionary&lt;TKey, TValue&gt;</c>.</summary>
    public static void Dictionary<TKey, TValue>()
        where TKey : notnull
        => Codecs.Name(new DictionaryCodec<TKey, TValue>());

    /// <summary><c>HashSet&lt;T&gt;</c>.</summary>
    public static void HashSet<T>() => Codecs.Name(new HashSetCodec<T>());

    /// <summary><c>SortedSet&lt;T&gt;</c>.</summary>
    public static void SortedSet<T>() => Codecs.Name(new SortedSetCodec<T>());

    /// <summary><c>Queue&lt;T&gt;</c>.</summary>
    public static void Queue<T>() => Codecs.Name(new QueueCodec<T>());

    /// <summary><c>Stack&lt;T&gt;</c>.</summary>
    public static void Stack<T>() => Codecs.Name(new StackCodec<T>());

    /// <summary><c>LinkedList&lt;T&gt;</c>.</summary>
    public static void LinkedList<T>()
    {
        Codecs.Name(new LinkedListNodeCodec<T>());
        Codecs.Name(new LinkedItemCodec<T>());
        Codecs.Name(new LinkedListCodec<T>());
    }

    /// <summary><c>LinkedListNode&lt;T&gt;</c>.</summary>
    public static void LinkedListNode<T>()
    {
        LinkedNodes<T>.Hold();
        LinkedList<T>();
    }

    /// <summary><c>ConcurrentQueue&lt;T&gt;</c>.</summary>
    public static void ConcurrentQueue<T>() => Codecs.Name(new ConcurrentQueueCodec<T>());

    /// <summary><c>ConcurrentStack&lt;T&gt;</c>.</summary>
    public static void ConcurrentStack<T>() => Codecs.Name(new ConcurrentStackCodec<T>());

    /// <summary><c>ConcurrentBag&lt;T&gt;</c>.</summary>
    public static void ConcurrentBag<T>() => Codecs.Name(new ConcurrentBagCodec<T>());

    /// <summary><c>ObservableCollection&lt;T&gt;</c>.</summary>
    public static void ObservableCollection<T>() => Codecs.Name(new ObservableCollectionCodec<T>());

    /// <summary><c>ImmutableList&lt;T&gt;</c>.</summary>
    public static void ImmutableList<T>() => Codecs.Name(new ImmutableListCodec<T>());

    /// <summary><c>ImmutableQueue&lt;T&gt;</c>.</summary>
    public static void ImmutableQueue<T>() => Codecs.Name(new ImmutableQueueCodec<T>());

    /// <summary><c>ImmutableStack&lt;T&gt;</c>.</summary>
    public static void ImmutableStack<T>() => Codecs.Name(new ImmutableStackCodec<T>());

    /// <summary><c>ImmutableHashSet&lt;T&gt;</c>.</summary>
    public static void ImmutableHashSet<T>() => Codecs.Name(new ImmutableHashSetCodec<T>());

    /// <summary><c>ImmutableSortedSet&lt;T&gt;</c>.</summary>
    public static void ImmutableSortedSet<T>() => Codecs.Name(new ImmutableSortedSetCodec<T>());

    /// <summary><c>FrozenSet&lt;T&gt;</c>.</summary>
    public static void FrozenSet<T>() => Codecs.Name(new FrozenSetCodec<T>());

    /// <summary><c>SortedDictionary&lt;TKey, TValue&gt;</c>.</summary>
    public static void SortedDictionary<TKey, TValue>()
        where TKey : notnull
    {
        Pair<TKey, TValue>();
        Codecs.Name(new SortedDictionaryCodec<TKey, TValue>());
    }

    /// <summary><c>SortedList&lt;TKey, TValue&gt;</c>.</summary>
    public static void SortedList<TKey, TValue>()
        where TKey : notnull
    {
        Pair<TKey, TValue>();
        Codecs.Name(new SortedListCodec<TKey, TValue>());
    }

    /// <summary><c>OrderedDictionary&lt;TKey, TValue&gt;</c>.</summary>
    public static void OrderedDictionary<TKey, TValue>()
        where TKey : notnull
    {
        Pair<TKey, TValue>();
        Codecs.Name(new OrderedDictionaryCodec<TKey, TValue>());
    }

    /// <summary><c>ConcurrentDictionary&lt;TKey, TValue&gt;</c>.</summary>
    public static void ConcurrentDictionary<TKey, TValue>()
        where TKey : notnull
    {
        Pair<TKey, TValue>();
        Codecs.Name(new ConcurrentDictionaryCodec<TKey, TValue>());
    }

    /// <summary><c>ImmutableDictionary&lt;TKey, TValue&gt;</c>.</summary>
    public static void ImmutableDictionary<TKey, TValue>()
        where TKey : notnull
    {
        Pair<TKey, TValue>();
        Codecs.Name(new ImmutableDictionaryCodec<TKey, TValue>());
    }

    /// <summary><c>ImmutableSortedDictionary&lt;TKey, TValue&gt;</c>.</summary>
    public static void ImmutableSortedDictionary<TKey, TValue>()
        where TKey : notnull
    {
        Pair<TKey, TValue>();
        Codecs.Name(new ImmutableSortedDictionaryCodec<TKey, TValue>());
    }

    /// <summary><c>FrozenDictionary&lt;TKey, TValue&gt;</c>.</summary>
    public static void FrozenDictionary<TKey, TValue>()
        where TKey : notnull
    {
        Pair<TKey, TValue>();
        Codecs.Name(new FrozenDictionaryCodec<TKey, TValue>());
    }

    /// <summary><c>PriorityQueue&lt;TElement, TPriority&gt;</c>.</summary>
    public static void PriorityQueue<TElement, TPriority>()
    {
        Tuple2<TElement, TPriority>();
        Codecs.Name(new PriorityQueueCodec<TElement, TPriority>());
    }

    /// <summary><c>Collection&lt;T&gt;</c>.</summary>
    public static void Collection<T>()
    {
        List<T>();
        Codecs.Name(new CollectionOverListCodec<T>());
    }

    /// <summary><c>KeyedCollection&lt;TKey, TItem&gt;</c>.</summary>
    public static void KeyedCollection<TKey, TItem>()
        where TKey : notnull
    {
        List<TItem>();
        Dictionary<TKey, TItem>();
        Codecs.Name(new KeyedCollectionCodec<TKey, TItem>());
    }

    /// <summary><c>ReadOnlyCollection&lt;T&gt;</c>.</summary>
    public static void ReadOnlyCollection<T>()
    {
        List<T>();
        Codecs.Name(new ReadOnlyCollectionCodec<T>());
    }

    /// <summary><c>ReadOnlyDictionary&lt;TKey, TValue&gt;</c>.</summary>
    public static void ReadOnlyDictionary<TKey, TValue>()
        where TKey : notnull
    {
        Dictionary<TKey, TValue>();
        Codecs.Name(new ReadOnlyDictionaryCodec<TKey, TValue>());
    }

    /// <summary><c>ImmutableArray&lt;T&gt;</c>.</summary>
    public static void ImmutableArray<T>()
    {
        Array<T>();
        Codecs.Name(new ImmutableArrayCodec<T>());
    }

    /// <summary><c>ArraySegment&lt;T&gt;</c>.</summary>
    public static void ArraySegment<T>()
    {
        Array<T>();
        Codecs.Name(new ArraySegmentCodec<T>());
    }

    /// <summary><c>Memory&lt;T&gt;</c>.</summary>
    public static void Memory<T>()
    {
        ArraySegment<T>();
        Codecs.Name(new MemoryCodec<T>());
    }

    /// <summary><c>ReadOnlyMemory&lt;T&gt;</c>.</summary>
    public static void ReadOnlyMemory<T>()
    {
        ArraySegment<T>();
        Codecs.Name(new ReadOnlyMemoryCodec<T>());
    }

    /// <summary><c>Lazy&lt;T&gt;</c>.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2091", Justification = "Each Lazy here is made with a function, none with a constructor.")]
    public static void Lazy<T>()
    {
        Delegate<Func<T>>();
        Codecs.Name(new LazyCodec<T>());
    }

    /// <summary><c>Comparer&lt;T&gt;</c>, and <c>IComparer&lt;T&gt;</c>, which says nothing.</summary>
    public static void Comparer<T>()
    {
        Codecs.Name(new ComparerCodec<Comparer<T>>(Comparers.IsOrderOfCulture(typeof(T)) ? null : System.Collections.Generic.Comparer<T>.Default));
        Any<IComparer<T>>();
    }

    /// <summary><c>EqualityComparer&lt;T&gt;</c>, and <c>IEqualityComparer&lt;T&gt;</c>, which says nothing.</summary>
    public static void EqualityComparer<T>()
    {
        Codecs.Name(new ComparerCodec<EqualityComparer<T>>(System.Collections.Generic.EqualityComparer<T>.Default));
        Any<IEqualityComparer<T>>();
    }

    /// <summary>An array of more than one dimension, and what is in it.</summary>
    public static void Grid<TArray, T>()
        where TArray : class
        => Codecs.Name(new ArrayCodec<TArray, T>());

    /// <summary>An inline array, and what is in it.</summary>
    public static void InlineArray<T, TItem>()
        where T : struct
        => Codecs.Name(new InlineArrayCodec<T, TItem>());

    /// <summary>The struct that a fixed buffer is.</summary>
    public static void FixedBuffer<T>()
        where T : struct
        => Codecs.Name(new FixedBufferCodec<T>());

    /// <summary><c>Nullable&lt;T&gt;</c>.</summary>
    public static void Nullable<T>()
        where T : struct
        => Codecs.Name(new NullableCodec<T>());

    /// <summary><c>KeyValuePair&lt;TKey, TValue&gt;</c>.</summary>
    public static void Pair<TKey, TValue>()
    {
        Tuple2<TKey, TValue>();
        Codecs.Name(new PairCodec<TKey, TValue>());
    }

    /// <summary><c>ValueTuple&lt;T1&gt;</c>.</summary>
    public static void Tuple1<T1>() => Codecs.Name(new TupleCodec<T1>());

    /// <summary>A tuple of two.</summary>
    public static void Tuple2<T1, T2>() => Codecs.Name(new TupleCodec<T1, T2>());

    /// <summary>A tuple of three.</summary>
    public static void Tuple3<T1, T2, T3>() => Codecs.Name(new TupleCodec<T1, T2, T3>());

    /// <summary>A tuple of four.</summary>
    public static void Tuple4<T1, T2, T3, T4>() => Codecs.Name(new TupleCodec<T1, T2, T3, T4>());

    /// <summary>A tuple of five.</summary>
    public static void Tuple5<T1, T2, T3, T4, T5>() => Codecs.Name(new TupleCodec<T1, T2, T3, T4, T5>());

    /// <summary>A tuple of six.</summary>
    public static void Tuple6<T1, T2, T3, T4, T5, T6>() => Codecs.Name(new TupleCodec<T1, T2, T3, T4, T5, T6>());

    /// <summary>A tuple of seven.</summary>
    public static void Tuple7<T1, T2, T3, T4, T5, T6, T7>() => Codecs.Name(new TupleCodec<T1, T2, T3, T4, T5, T6, T7>());

    /// <summary>A tuple of eight or more: the rest is a tuple itself.</summary>
    public static void Tuple8<T1, T2, T3, T4, T5, T6, T7, TRest>()
        where TRest : struct
        => Codecs.Name(new TupleCodec<T1, T2, T3, T4, T5, T6, T7, TRest>());

    /// <summary>A type of delegates.</summary>
    public static void Delegate<T>()
        where T : Delegate
        => Codecs.Name(new DelegateCodec<T>());

    /// <summary>A type that does not say what it holds.</summary>
    public static void Any<T>()
        where T : class
        => Codecs.Name(new AnyCodec<T>());
}
