using System.Collections.Frozen;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>How values of a type travel, as far as builds can differ in it: see <see cref="MemberShape.Form"/>.</summary>
internal static class TypeForms
{
    internal static string Of(Type type)
    {
        if (type.IsEnum)
            return type.GetEnumUnderlyingType().FullName!;
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (typeof(IReplicated).IsAssignableFrom(type))
            return MemberShape.Reference;
        if (typeof(IReplicatedValue).IsAssignableFrom(type))
            return MemberShape.Value;
        if (type.IsInterface || (type.IsAbstract && !IsClosed(type)) || type == typeof(object))
            return MemberShape.Any;
        return type.IsGenericType ? $"{type.GetGenericTypeDefinition().FullName}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : TypeNames.Of(type);
    }

    /// <summary>Abstract, but all that derives from it travels in one way.</summary>
    static bool IsClosed(Type type) => type == typeof(StringComparer) || type == typeof(Type) || (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
        && (definition == typeof(FrozenSet<>) || definition == typeof(FrozenDictionary<,>) || definition == typeof(Comparer<>) || definition == typeof(EqualityComparer<>)));
}
