using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Numerics;
using System.Text;
using Replicated.Collections;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>Chooses the codec of a type, once per type.</summary>
internal static class Codecs
{
    static readonly ConcurrentDictionary<Type, Codec> named = [];
    static readonly ConcurrentDictionary<Type, Codec> namedByWovenCode = [];

    /// <summary>Whether this thread names what no woven code does: another node need not know that.</summary>
    [ThreadStatic]
    static bool namesByItself;

    /// <summary>Those of the types that woven code has named so far, see <see cref="Kinds"/>.</summary>
    internal static ICollection<Codec> NamedCodecs => namedByWovenCode.Values;

    internal static Codec<T> Make<T>()
        => Named<T>.Codec ?? (Codec<T>?)Simple(typeof(T)) ?? (TryName(typeof(T)) ? Named<T>.Codec! : new UnsupportedCodec<T>());

    /// <summary>Makes a codec the one of its type.</summary>
    internal static void Name<T>(Codec<T> codec)
    {
        if (Named<T>.Codec is null)
            Named<T>.Codec = (Codec<T>)named.GetOrAdd(typeof(T), codec);
        if (!namesByItself)
            namedByWovenCode.TryAdd(typeof(T), Named<T>.Codec);
    }

    /// <summary>The codec of what a value is; null where its type is no kind that travels.</summary>
    internal static Codec? OfValue(object value) => value.GetType() == typeof(object) ? PlainObjectCodec.Single : Of(value.GetType());

    /// <summary>The codec of a type known only at run time; null where the type is no kind that travels.</summary>
    internal static Codec? Of(Type type)
    {
        if (named.TryGetValue(type, out var own))
            return own;
        type = DeclaredType(type);
        return named.TryGetValue(type, out var codec) ? codec : Simple(type) ?? (TryName(type) ? named[type] : null);
    }

    /// <summary>The type that a member would be declared as: of a frozen collection, whose class depends on what is in it, of comparers and of types, the public base.</summary>
    static Type DeclaredType(Type type)
    {
        if (typeof(IReplicated).IsAssignableFrom(type))
            return type;
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            var definition = ancestor.IsGenericType ? ancestor.GetGenericTypeDefinition() : null;
            if (definition == typeof(FrozenSet<>) || definition == typeof(FrozenDictionary<,>) || definition == typeof(Comparer<>) || definition == typeof(EqualityComparer<>) || ancestor == typeof(StringComparer) || ancestor == typeof(Type))
                return ancestor;
        }
        return type;
    }

    static bool TryName(Type type)
    {
        bool before = namesByItself;
        namesByItself = true;
        try
        {
            return UnnamedKinds.TryName(type);
        }
        finally
        {
            namesByItself = before;
        }
    }

    static Codec? Simple(Type type) => type.IsEnum ? null : Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => new BooleanCodec(),
        TypeCode.Char => new IntegerCodec<char>(),
        TypeCode.SByte => new IntegerCodec<sbyte>(),
        TypeCode.Byte => new IntegerCodec<byte>(),
        TypeCode.Int16 => new IntegerCodec<short>(),
        TypeCode.UInt16 => new IntegerCodec<ushort>(),
        TypeCode.Int32 => new IntegerCodec<int>(),
        TypeCode.UInt32 => new IntegerCodec<uint>(),
        TypeCode.Int64 => new IntegerCodec<long>(),
        TypeCode.UInt64 => new IntegerCodec<ulong>(),
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
        _ when type == typeof(Int128) => new Integer128Codec<Int128>(),
        _ when type == typeof(UInt128) => new Integer128Codec<UInt128>(),
        _ when type == typeof(BigInteger) => new BigIntegerCodec(),
        _ when type == typeof(Uri) => new UriCodec(),
        _ when type == typeof(Version) => new VersionCodec(),
        _ when type == typeof(Type) => new TypeCodec(),
        _ when type == typeof(StringComparer) => new ComparerCodec<StringComparer>(),
        _ when type == typeof(ReferenceEqualityComparer) => new ComparerCodec<ReferenceEqualityComparer>(),
        _ when type == typeof(BitArray) => new BitArrayCodec(),
        _ when type == typeof(StringBuilder) => new StringBuilderCodec(),
        _ when type == typeof(Random) => new RandomCodec(),
        _ => null,
    };

    static class Named<T>
    {
        internal static Codec<T>? Codec;
    }
}
