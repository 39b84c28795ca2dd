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
        Renamed = [.. Renamed(shape.Parts.Select(codec => codec.Type).Prepend(shape.Type))],
        Bases = [.. Bases(shape.Type).Select(TypeNames.Of)],
        IsValue = typeof(IReplicatedValue).IsAssignableFrom(shape.Type),
        Items = shape.Items is { } items ? Form(items.Type) : null,
    };

    /// <summary>Those among the types, and among what they are made of, that had other names.</summary>
    internal static IEnumerable<RenamedType> Renamed(IEnumerable<Type> types)
        => Registry.FormerNames.IsEmpty ? [] : types.SelectMany(PartsOf).Distinct().Where(Registry.FormerNames.ContainsKey).Select(type => new RenamedType(type.FullName!, Registry.FormerNames[type]));

    static MemberShape Member(Shape shape, Codec codec, int member)
        => Form(codec.Type) with { Name = shape.MemberNames[member], FormerName = shape.Evolution.FormerNames.GetValueOrDefault(member, ""), Narrows = shape.Evolution.Narrowing.Contains(member) };

    static MemberShape Form(Type type)
    {
        string name = TypeNames.Of(type);
        string form = TypeForms.Of(type);
        return new() { Type = name, Form = form == name ? "" : form };
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
