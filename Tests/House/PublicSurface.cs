using System.Reflection;

namespace Replicated.Tests.House;

/// <summary>The public types and members of an assembly as text, one line each.</summary>
static class PublicSurface
{
    const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly NullabilityInfoContext nullability = new();

    internal static string Describe(Assembly assembly)
        => string.Concat(assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).Select(Describe));

    static string Describe(Type type)
    {
        var members = type.IsEnum
            ? Enum.GetNames(type).Select(name => $"    {name} = {Convert.ToInt64(Enum.Parse(type, name), null)}\n")
            : type.GetMembers(All).Where(IsVisible).Select(member => $"    {Describe(member)}\n").Order(StringComparer.Ordinal);
        return $"{Kind(type)} {Name(type, full: true)}{Bases(type)}\n{string.Concat(members)}\n";
    }

    static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    static string Bases(Type type)
    {
        if (type.IsEnum)
            return $" : {Name(Enum.GetUnderlyingType(type))}";
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        string[] bases = [.. new[] { type.BaseType }.OfType<Type>().Where(b => b != typeof(object) && b != typeof(ValueType))
            .Concat(type.GetInterfaces().Except(inherited)).Select(b => Name(b)).Order(StringComparer.Ordinal)];
        return bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}";
    }

    static bool IsVisible(MemberInfo member) => member switch
    {
        MethodInfo { IsSpecialName: true } => false,
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisibleAccessor),
        EventInfo raised => IsVisibleAccessor(raised.AddMethod!),
        _ => false,
    };

    static bool IsVisibleAccessor(MethodInfo accessor) => accessor.IsPublic || accessor.IsFamily;

    static string Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method => $"{Static(method.IsStatic)}{Name(method.ReturnType)}{Null(nullability.Create(method.ReturnParameter))} {method.Name}{Generics(method)}({Parameters(method)})",
        FieldInfo field => $"{Static(field.IsStatic)}{Name(field.FieldType)}{Null(nullability.Create(field))} {field.Name}",
        PropertyInfo property => $"{Static(property.GetAccessors(true)[0].IsStatic)}{Name(property.PropertyType)}{Null(nullability.Create(property))} {property.Name} {{ {Accessors(property)}}}",
        EventInfo raised => $"event {Name(raised.EventHandlerType!)} {raised.Name}",
        _ => member.ToString()!,
    };

    static string Static(bool isStatic) => isStatic ? "static " : "";

    static string Null(NullabilityInfo info) => info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType ? "?" : "";

    static string Generics(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    static string Accessors(PropertyInfo property)
    {
        string get = property.GetMethod is { } getter && IsVisibleAccessor(getter) ? "get; " : "";
        string set = property.SetMethod is { } setter && IsVisibleAccessor(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") ? "init; " : "set; "
            : "";
        return get + set;
    }

    static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Describe));

    static string Describe(ParameterInfo parameter)
    {
        string direction = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        string initial = parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : "";
        return $"{direction}{Name(parameter.ParameterType)}{Null(nullability.Create(parameter))} {parameter.Name}{initial}";
    }

    static string Name(Type type, bool full = false)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!, full);
        if (type.IsArray)
            return $"{Name(type.GetElementType()!, full)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Name(value, full)}?";
        string name = full ? type.FullName ?? type.Name : type.Name;
        return type.IsGenericType && !type.IsGenericParameter
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(a => Name(a)))}>"
            : name;
    }
}
