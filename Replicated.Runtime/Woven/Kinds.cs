using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Replicated.Collections;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>
/// Names the types whose values travel, each with what it is made of. Woven code calls one method for each type that a member is made of,
/// innermost first, before it describes the member; so a native or trimmed program has the code for exactly these.
/// </summary>
/// <remarks>A kind is three lines: a method here, an entry in the table below, and an entry in the weaver's <c>KindFinder</c>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Kinds
{
    /// <summary>A replicated class.</summary>
    public static void Class<[DynamicallyAccessedMembers(Registry.Constructors)] T>()
        where T : class, IReplicated
        => Codecs.Name(new ReplicatedCodec<T>());

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
    public static void Array<T>() => Codecs.Name(new ArrayCodec<T>());

    /// <summary><c>List&lt;T&gt;</c>.</summary>
    public static void List<T>() => Codecs.Name(new ListCodec<T>());

    /// <summary><c>Dictionary&lt;TKey, TValue&gt;</c>.</summary>
    public static void Dictionary<TKey, TValue>()
        where TKey : notnull
        => Codecs.Name(new DictionaryCodec<TKey, TValue>());

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

    /// <summary>Names a type that no woven code has named, where code can still be made; says whether there is a kind of it.</summary>
    [RequiresDynamicCode("Native programs have the code of the types that woven code names.")]
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The methods here ask nothing of their type arguments that trimming could take away.")]
    internal static bool TryName(Type type)
    {
        if (Find(type) is not var (method, arguments))
            return false;
        typeof(Kinds).GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.MakeGenericMethod(arguments).Invoke(null, null);
        return true;
    }

    static (string Method, Type[] Arguments)? Find(Type type)
    {
        if (type.IsSZArray)
            return (nameof(Array), [type.GetElementType()!]);
        if (type.IsEnum)
            return (nameof(Enum), [type, type.GetEnumUnderlyingType()]);
        if (typeof(IReplicatedValue).IsAssignableFrom(type) && type.IsValueType)
            return (nameof(Struct), [type]);
        if (typeof(IReplicated).IsAssignableFrom(type) && type != typeof(IReplicated))
            return (nameof(Class), [type]);
        return type.IsGenericType && generic.TryGetValue(type.GetGenericTypeDefinition(), out string? method)
            ? (method, type.GetGenericArguments())
            : null;
    }

    static readonly Dictionary<Type, string> generic = new()
    {
        [typeof(List<>)] = nameof(List),
        [typeof(Dictionary<,>)] = nameof(Dictionary),
        [typeof(Nullable<>)] = nameof(Nullable),
        [typeof(KeyValuePair<,>)] = nameof(Pair),
        [typeof(ValueTuple<>)] = nameof(Tuple1),
        [typeof(ValueTuple<,>)] = nameof(Tuple2),
        [typeof(ValueTuple<,,>)] = nameof(Tuple3),
        [typeof(ValueTuple<,,,>)] = nameof(Tuple4),
        [typeof(ValueTuple<,,,,>)] = nameof(Tuple5),
        [typeof(ValueTuple<,,,,,>)] = nameof(Tuple6),
        [typeof(ValueTuple<,,,,,,>)] = nameof(Tuple7),
        [typeof(ValueTuple<,,,,,,,>)] = nameof(Tuple8),
    };
}
