using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>The items of inline arrays and fixed buffers, which reflection shows the first of only.</summary>
static class Buffer
{
    internal static bool IsBuffer(Type type) => type.IsDefined(typeof(InlineArrayAttribute)) || type.IsDefined(typeof(UnsafeValueTypeAttribute));

    internal static object Fill(Type type, Func<Type, object?> value)
    {
        object[] items = [.. Items(RuntimeHelpers.GetUninitializedObject(type)).Select(_ => value(ItemType(type)))!];
        return Call(nameof(FillItems), type, items);
    }

    internal static object?[] Items(object buffer) => (object?[])Call(nameof(ItemsOf), buffer.GetType(), buffer);

    static Type ItemType(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)[0].FieldType;

    static object Call(string method, Type type, object argument)
        => typeof(Buffer).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type, ItemType(type)).Invoke(null, [argument])!;

    static object?[] ItemsOf<T, TItem>(object buffer)
        where T : struct
    {
        var value = (T)buffer;
        return [.. Span<T, TItem>(ref value)];
    }

    static object FillItems<T, TItem>(object?[] items)
        where T : struct
    {
        T value = default;
        var span = Span<T, TItem>(ref value);
        for (int i = 0; i < span.Length; i++)
            span[i] = (TItem)items[i]!;
        return value;
    }

    static Span<TItem> Span<T, TItem>(ref T value)
        where T : struct
        => MemoryMarshal.CreateSpan(ref Unsafe.As<T, TItem>(ref value), Unsafe.SizeOf<T>() / Unsafe.SizeOf<TItem>());
}
