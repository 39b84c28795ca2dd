using System.Runtime.CompilerServices;

namespace Replicated.Values;

/// <summary>The name of a type on the wire: namespace, nesting and type arguments, without assembly and version.</summary>
internal static class TypeNames
{
    /// <summary>Those that are put together: a stream names each type, and so does each start of a node.</summary>
    static readonly ConditionalWeakTable<Type, string> composed = [];

    /// <summary>E.g. <c>Bank.Account</c>, <c>Bank.Page`1+Row&lt;System.Int32&gt;</c>, <c>System.String[,][]</c>.</summary>
    internal static string Of(Type type)
        => type.IsArray || type.IsGenericType ? composed.GetValue(type, Compose) : type.FullName ?? type.Name;

    static string Compose(Type type)
    {
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        var arguments = type.GetGenericArguments().Select(Of);
        return $"{type.GetGenericTypeDefinition().FullName}<{string.Join(", ", arguments)}>";
    }
}
