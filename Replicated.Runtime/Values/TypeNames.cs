namespace Replicated.Values;

/// <summary>The name of a type on the wire: namespace, nesting and type arguments, without assembly and version.</summary>
internal static class TypeNames
{
    /// <summary>E.g. <c>Bank.Account</c>, <c>Bank.Page`1+Row&lt;System.Int32&gt;</c>, <c>System.String[,][]</c>.</summary>
    internal static string Of(Type type)
    {
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (!type.IsGenericType)
            return type.FullName ?? type.Name;
        var arguments = type.GetGenericArguments().Select(Of);
        return $"{type.GetGenericTypeDefinition().FullName}<{string.Join(", ", arguments)}>";
    }
}
