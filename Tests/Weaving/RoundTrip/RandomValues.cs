using System.Collections;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Replicated.Woven;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>Makes values of any type that members can hold; objects made before are used again, so that graphs have shared parts and cycles.</summary>
/// <param name="known">Objects that are there already.</param>
sealed class RandomValues(Random random, IReadOnlyList<object> known)
{
    const BindingFlags InstanceFields = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
    const int DepthMax = 4;

    static readonly string?[] texts = [null, "", "a", "ü€𝄞", "\0", "lone \ud800 surrogate", new string('x', 300)];
    static readonly double[] doubles = [0, -0.0, 1.5, double.NaN, double.PositiveInfinity, double.Epsilon, double.MaxValue];

    readonly List<object> objects = [.. known];
    int depth;

    internal Random Random => random;

    /// <summary>An object with random members.</summary>
    internal object Object(Type type)
    {
        if (type.IsAbstract)
            type = Pick([.. type.Assembly.GetTypes().Where(candidate => candidate.IsSubclassOf(type) && !candidate.IsAbstract)]);
        object made = Activator.CreateInstance(type)!;
        objects.Add(made);
        foreach (var property in Settable(type))
            property.SetValue(made, Of(property.PropertyType));
        foreach (var field in type.GetFields())
            field.SetValue(made, Of(field.FieldType));
        return made;
    }

    internal static IReadOnlyList<PropertyInfo> Settable(Type type) => [.. type.GetProperties().Where(property => property.CanWrite && property.GetIndexParameters().Length == 0)];

    internal object? Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return random.Next(3) == 0 ? null : Of(underlying);
        if (type.IsEnum)
            return Enum.ToObject(type, Of(Enum.GetUnderlyingType(type))!);
        return Simple(type) ?? (type == typeof(string) ? Pick(texts) : Composed(type));
    }

    T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    object? Simple(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => random.Next(2) == 0,
        TypeCode.Char => (char)random.Next(0x10000),
        TypeCode.SByte => (sbyte)random.Next(),
        TypeCode.Byte => (byte)random.Next(),
        TypeCode.Int16 => (short)random.Next(),
        TypeCode.UInt16 => (ushort)random.Next(),
        TypeCode.Int32 => (int)Long(),
        TypeCode.UInt32 => (uint)Long(),
        TypeCode.Int64 => Long(),
        TypeCode.UInt64 => (ulong)Long(),
        TypeCode.Single => (float)Pick(doubles),
        TypeCode.Double => Pick(doubles),
        TypeCode.Decimal => Money(),
        TypeCode.DateTime => new DateTime(random.NextInt64(DateTime.MaxValue.Ticks), (DateTimeKind)random.Next(3)),
        _ => Known(type),
    };

    object? Known(Type type) =>
        type == typeof(Int128) ? new Int128((ulong)Long(), (ulong)Long())
        : type == typeof(UInt128) ? new UInt128((ulong)Long(), (ulong)Long())
        : type == typeof(Half) ? (Half)Pick(doubles)
        : type == typeof(BigInteger) ? BigInteger.Pow(Long(), random.Next(4))
        : type == typeof(Guid) ? new Guid((int)Long(), 1, 2, BitConverter.GetBytes(Long()))
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(DateTime.UnixEpoch.Ticks + random.NextInt64(1L << 58), TimeSpan.FromMinutes(random.Next(-800, 800)))
        : type == typeof(TimeSpan) ? new TimeSpan(Long())
        : type == typeof(DateOnly) ? DateOnly.FromDayNumber(random.Next(3_000_000))
        : type == typeof(TimeOnly) ? new TimeOnly(random.NextInt64(TimeSpan.TicksPerDay))
        : type == typeof(Uri) ? Pick<Uri?>([new("http://host:1/a%20b?c#d"), new("a/b", UriKind.Relative)])
        : type == typeof(Type) ? Pick<Type?>([typeof(int), typeof(Uri), typeof(Dictionary<,>), typeof(List<Uri>), typeof(int[,])])
        : type == typeof(StringComparer) ? Pick<StringComparer?>([StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCultureIgnoreCase, StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("de-DE"), System.Globalization.CompareOptions.IgnoreWidth)])
        : type == typeof(Version) ? Pick<Version?>([new(1, 2), new(1, 2, 3), new(1, 2, 3, 4)])
        : null;

    long Long() => random.Next(4) switch { 0 => random.Next(-3, 3), 1 => long.MinValue, 2 => long.MaxValue, _ => random.NextInt64() };

    decimal Money() => random.Next(4) switch { 0 => 0, 1 => decimal.MinValue, 2 => 1.10m, _ => new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29)) };

    object? Composed(Type type)
    {
        if (type.IsValueType)
            return Struct(type);
        if (random.Next(6) == 0)
            return null;
        if (type == typeof(object) || type.IsInterface || (type.IsAbstract && type.Namespace == "System"))
            return Any(type);
        var fitting = objects.Where(type.IsInstanceOfType).ToList();
        if (fitting.Count > 0 && (depth >= DepthMax || random.Next(3) == 0))
            return Pick(fitting);
        if (depth >= DepthMax)
            return null;
        depth++;
        object made = typeof(IReplicated).IsAssignableFrom(type) ? Object(type) : Collection(type);
        depth--;
        return made;
    }

    /// <summary>Something of this program that fits a type which does not say what it holds.</summary>
    object? Any(Type type)
    {
        var open = objects.OfType<AssemblyToProcess.Open>().FirstOrDefault() ?? new AssemblyToProcess.Open();
        List<object?> fitting = [.. objects.Concat(AssemblyToProcess.Open.Values(open)).Where(type.IsInstanceOfType)];
        return fitting.Count == 0 ? null : Pick(fitting);
    }

    object Struct(Type type)
    {
        if (RandomCollections.IsPartOfArray(type))
            return RandomCollections.Part(type, Of(type.GetGenericArguments()[0].MakeArrayType()));
        if (Buffer.IsBuffer(type))
            return Buffer.Fill(type, Of);
        object value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in type.GetFields(InstanceFields))
            field.SetValue(value, Of(field.FieldType));
        return value;
    }

    object Collection(Type type)
    {
        int count = random.Next(5);
        if (type.IsArray)
            return Array(type, count);
        if (RandomCollections.IsConstant(type))
        {
            var arguments = type.GetGenericArguments();
            object items = Collection(arguments.Length == 2 ? typeof(Dictionary<,>).MakeGenericType(arguments) : typeof(List<>).MakeGenericType(arguments));
            object constant = RandomCollections.Make(type, items);
            objects.Add(constant);
            return constant;
        }
        if (RandomCollections.IsLazy(type))
        {
            object lazy = RandomCollections.Lazy(type, Of(type.GetGenericArguments()[0]));
            objects.Add(lazy);
            return lazy;
        }
        object made = type == typeof(BitArray) ? new BitArray(count * 10) : type == typeof(Random) && count > 2 ? new Random(count) : Activator.CreateInstance(type)!;
        objects.Add(made);
        for (int i = 0; i < count; i++)
            Add(made);
        return made;
    }

    Array Array(Type type, int count)
    {
        var array = System.Array.CreateInstance(type.GetElementType()!, [.. Enumerable.Range(0, type.GetArrayRank()).Select(_ => count)]);
        objects.Add(array);
        for (int i = 0; i < array.Length; i++)
            Set(array, i);
        return array;
    }

    void Set(Array array, int index)
    {
        int[] at = new int[array.Rank];
        for (int dimension = at.Length - 1; dimension >= 0; dimension--)
            (index, at[dimension]) = Math.DivRem(index, array.GetLength(dimension));
        array.SetValue(Of(array.GetType().GetElementType()!), at);
    }

    /// <summary>Changes what a collection holds.</summary>
    internal void Change(object collection)
    {
        if (collection is Array { Length: > 0 } array)
            Set(array, random.Next(array.Length));
        else if (collection is Array || RandomCollections.IsConstant(collection.GetType()))
            return;
        else if (random.Next(2) == 0 && RandomCollections.TryTake(collection))
            return;
        else if (collection is IList { Count: > 0 } list and not IDictionary && random.Next(2) == 0)
            list.RemoveAt(random.Next(list.Count));
        else if (collection is IDictionary { Count: > 0 } map && random.Next(2) == 0)
            map.Remove(map.Keys.Cast<object>().First());
        else
            Add(collection);
    }

    void Add(object collection)
    {
        var arguments = collection.GetType().GetGenericArguments();
        if (RandomCollections.TryAdd(collection, Of))
            return;
        if (collection is IList list and not IDictionary)
            list.Insert(random.Next(list.Count + 1), Of(arguments[0]));
        else if (Key(arguments[0]) is { } key)
            ((IDictionary)collection)[key] = Of(arguments[1]);
    }

    object? Key(Type type) => type == typeof((int, string)) ? (random.Next(5), "key") : type == typeof(object) ? random.Next(5) : Of(type);
}
