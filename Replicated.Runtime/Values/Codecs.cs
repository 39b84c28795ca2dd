using System.Numerics;
using System.Reflection;
using Replicated.Collections;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>Chooses the codec of a type, once per type.</summary>
internal static class Codecs
{
    internal static Codec<T> Make<T>()
    {
        var type = typeof(T);
        return (Codec<T>)(Simple(type) ?? Composed(type) ?? new UnsupportedCodec<T>());
    }

    static Codec? Simple(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => Generic(typeof(EnumCodec<,>), type, Enum.GetUnderlyingType(type)),
        TypeCode.Boolean => new BooleanCodec(),
        TypeCode.Char or TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32
            or TypeCode.Int64 or TypeCode.UInt64 => Generic(typeof(IntegerCodec<>), type),
        TypeCode.Single => new SingleCodec(),
        TypeCode.Double => new DoubleCodec(),
        TypeCode.Decimal => new DecimalCodec(),
        TypeCode.DateTime => new DateTimeCodec(),
        TypeCode.String => new StringCodec(),
        _ => Known(type),
    };

    static Codec? Known(Type type) => type switch
    {
        _ when type == typeof(Guid) => new GuidCodec(),
        _ when type == typeof(TimeSpan) => new TimeSpanCodec(),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffsetCodec(),
        _ when type == typeof(DateOnly) => new DateOnlyCodec(),
        _ when type == typeof(TimeOnly) => new TimeOnlyCodec(),
        _ when type == typeof(Half) => new HalfCodec(),
        _ when type == typeof(Int128) || type == typeof(UInt128) => Generic(typeof(Integer128Codec<>), type),
        _ when type == typeof(BigInteger) => new BigIntegerCodec(),
        _ when type == typeof(Uri) => new UriCodec(),
        _ when type == typeof(Version) => new VersionCodec(),
        _ => null,
    };

    static Codec? Composed(Type type)
    {
        if (type.IsSZArray)
            return Generic(typeof(ArrayCodec<>), type.GetElementType()!);
        if (type.IsValueType)
            return Struct(type);
        if (typeof(IReplicated).IsAssignableFrom(type) && type != typeof(IReplicated))
            return Generic(typeof(ReplicatedCodec<>), type);
        if (!type.IsGenericType)
            return null;
        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(List<>) ? Generic(typeof(ListCodec<>), type.GetGenericArguments())
            : definition == typeof(Dictionary<,>) ? Generic(typeof(DictionaryCodec<,>), type.GetGenericArguments())
            : null;
    }

    static Codec? Struct(Type type)
    {
        if (typeof(IReplicatedValue).IsAssignableFrom(type))
            return Generic(typeof(StructCodec<>), type);
        if (!type.IsGenericType)
            return null;
        var definition = type.GetGenericTypeDefinition();
        var codec = definition == typeof(Nullable<>) ? typeof(NullableCodec<>)
            : definition == typeof(KeyValuePair<,>) ? typeof(PairCodec<,>)
            : definition == typeof(ValueTuple<>) ? typeof(TupleCodec<>)
            : definition == typeof(ValueTuple<,>) ? typeof(TupleCodec<,>)
            : definition == typeof(ValueTuple<,,>) ? typeof(TupleCodec<,,>)
            : definition == typeof(ValueTuple<,,,>) ? typeof(TupleCodec<,,,>)
            : definition == typeof(ValueTuple<,,,,>) ? typeof(TupleCodec<,,,,>)
            : definition == typeof(ValueTuple<,,,,,>) ? typeof(TupleCodec<,,,,,>)
            : definition == typeof(ValueTuple<,,,,,,>) ? typeof(TupleCodec<,,,,,,>)
            : definition == typeof(ValueTuple<,,,,,,,>) ? typeof(TupleCodec<,,,,,,,>)
            : null;
        return codec is null ? null : Generic(codec, type.GetGenericArguments());
    }

    static Codec Generic(Type definition, params Type[] arguments)
        => (Codec)Activator.CreateInstance(definition.MakeGenericType(arguments), BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, null, null)!;

    /// <summary>The codec of a type known only at run time.</summary>
    internal static Codec Of(Type type)
        => (Codec)typeof(Codec<>).MakeGenericType(type).GetProperty("Instance", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
}
