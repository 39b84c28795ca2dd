using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using Replicated.Woven;

namespace StateFuzz.Compare;

/// <summary>Makes code that writes values of a type, field by field where it knows nothing better.</summary>
static class FormBuilder
{
    const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    static readonly MethodInfo put = typeof(Picture).GetMethod(nameof(Picture.Put), BindingFlags.Instance | BindingFlags.NonPublic)!;
    static readonly PropertyInfo isText = typeof(Picture).GetProperty(nameof(Picture.IsText), BindingFlags.Instance | BindingFlags.NonPublic)!;
    static readonly MethodInfo label = typeof(Picture).GetMethod(nameof(Picture.Label), BindingFlags.Instance | BindingFlags.NonPublic)!;

    internal static Delegate Build(Type type) => type switch
    {
        _ when type == typeof(string) => (Action<Picture, string?>)((picture, value) => picture.Characters(value)),
        _ when type == typeof(BigInteger) => (Action<Picture, BigInteger>)((picture, value) => picture.Characters(value.ToString("x", CultureInfo.InvariantCulture))),
        _ when type.IsPrimitive || type.IsEnum => Call(nameof(WriteBits), type, type),
        _ when !type.IsValueType => Call(nameof(WriteAny), type, type),
        _ when Nullable.GetUnderlyingType(type) is { } content => Call(nameof(WriteNullable), type, content),
        _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => Call(nameof(WriteImmutable), type, type.GetGenericArguments()),
        _ => Fields(type, type),
    };

    static Delegate Call(string method, Type value, params Type[] arguments)
        => typeof(FormBuilder).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(arguments)
            .CreateDelegate(typeof(Action<,>).MakeGenericType(typeof(Picture), value));

    static void WriteBits<T>(Picture picture, T value)
        where T : unmanaged
        => picture.Bits(value);

    static void WriteAny<T>(Picture picture, T value) => picture.Any(value);

    static void WriteNullable<T>(Picture picture, T? value)
        where T : struct
    {
        picture.Bits(value.HasValue);
        picture.Put(value.GetValueOrDefault());
    }

    static void WriteImmutable<T>(Picture picture, ImmutableArray<T> value)
    {
        picture.Bits(value.IsDefault ? -1 : value.Length);
        foreach (var item in value.IsDefault ? [] : value)
            picture.Put(item);
    }

    /// <param name="type">Whose fields are written.</param>
    /// <param name="parameter">The type that the code takes.</param>
    /// <param name="root">A base whose fields are not; null: all are.</param>
    internal static Delegate Fields(Type type, Type parameter, Type? root = null)
    {
        var picture = Expression.Parameter(typeof(Picture));
        var value = Expression.Parameter(parameter);
        Expression owner = parameter == type ? value : Expression.Convert(value, type);
        var body = new List<Expression> { Expression.Empty() };
        foreach (var field in FieldsOf(type, root))
        {
            body.Add(Expression.IfThen(Expression.Property(picture, isText), Expression.Call(picture, label, Expression.Constant(field.Name))));
            body.Add(Expression.Call(picture, put.MakeGenericMethod(field.FieldType), Expression.Field(owner, field)));
        }
        return Expression.Lambda(typeof(Action<,>).MakeGenericType(typeof(Picture), parameter), Expression.Block(body), picture, value).Compile();
    }

    /// <summary>An iterator's thread is the business of its process; the header is the runtime's.</summary>
    static IEnumerable<FieldInfo> FieldsOf(Type? type, Type? root)
    {
        for (; type != root && type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(Own))
            {
                if (field.FieldType != typeof(Header) && !field.Name.EndsWith("initialThreadId", StringComparison.Ordinal))
                    yield return field;
            }
        }
    }
}
