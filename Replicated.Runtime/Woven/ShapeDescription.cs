using Replicated.Frames;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>Says what others learn of a type of this build.</summary>
internal static class ShapeDescription
{
    internal static TypeShape Of(Shape shape) => new()
    {
        Name = shape.Name,
        Members = [.. shape.Members.Select((codec, member) => Member(shape, codec, member))],
        Statics = shape.IsStatics,
        Renamed = [.. Renamed(shape.Members.Select(codec => codec.Type).Prepend(shape.Type))],
        Bases = [.. Bases(shape.Type).Select(TypeNames.Of)],
        IsValue = typeof(IReplicatedValue).IsAssignableFrom(shape.Type),
    };

    /// <summary>Those among the types, and among what they are made of, that had other names.</summary>
    internal static IEnumerable<RenamedType> Renamed(IEnumerable<Type> types)
        => Registry.FormerNames.IsEmpty ? [] : types.SelectMany(PartsOf).Distinct().Where(Registry.FormerNames.ContainsKey).Select(type => new RenamedType(type.FullName!, Registry.FormerNames[type]));

    static MemberShape Member(Shape shape, Codec codec, int member)
    {
        string type = TypeNames.Of(codec.Type);
        string form = TypeForms.Of(codec.Type);
        return new() { Name = shape.MemberNames[member], Type = type, Form = form == type ? "" : form, FormerName = shape.Evolution.FormerNames.GetValueOrDefault(member, ""), Narrows = shape.Evolution.Narrowing.Contains(member) };
    }

    static IEnumerable<Type> Bases(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null && typeof(IReplicated).IsAssignableFrom(ancestor); ancestor = ancestor.BaseType)
            yield return ancestor;
    }

    static IEnumerable<Type> PartsOf(Type type)
    {
        if (type.IsGenericParameter)
            return [];
        if (type.HasElementType)
            return PartsOf(type.GetElementType()!);
        var own = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return type.GetGenericArguments().SelectMany(PartsOf).Concat(type.DeclaringType is { } outer ? PartsOf(outer) : []).Prepend(own);
    }
}
