using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Replicated.Values;

/// <summary>
/// Structs that change where they are boxed. A collection holds the same box before and after, so what was sent of it is kept as a copy.
/// </summary>
internal static class Boxes
{
    static readonly ConcurrentDictionary<Type, bool> changing = [];

    /// <summary>Whether there is any: most programs have none, and ask for each boxed value.</summary>
    static volatile bool any;

    /// <param name="type">A struct that code calls changing methods of through an interface; of a generic one, the definition.</param>
    internal static void Register(Type type)
    {
        changing[type] = true;
        any = true;
    }

    internal static bool CanChange(object? value) =>
        any && value is ValueType && value.GetType() is var type && changing.ContainsKey(type.IsGenericType ? type.GetGenericTypeDefinition() : type);

    /// <summary>A value that stays what it is.</summary>
    internal static T Frozen<T>(T value) => CanChange(value) ? (T)RuntimeHelpers.GetObjectValue(value)! : value;
}
