using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Generate;

/// <summary>References from within generic types to their own members and those of their bases.</summary>
internal static class Generics
{
    /// <summary>The type as its own code names it: closed over its own type parameters.</summary>
    internal static TypeReference Self(TypeDefinition type)
    {
        if (!type.HasGenericParameters)
            return type;
        var self = new GenericInstanceType(type);
        foreach (var parameter in type.GenericParameters)
            self.GenericArguments.Add(parameter);
        return self;
    }

    internal static FieldReference Field(FieldDefinition field, TypeReference declaringType) =>
        declaringType is GenericInstanceType ? new FieldReference(field.Name, field.FieldType, declaringType) : field;

    internal static FieldReference Own(FieldDefinition field) => Field(field, Self(field.DeclaringType));

    /// <summary>A method, by its imported or own definition, on an instance of its type.</summary>
    internal static MethodReference Method(MethodReference method, TypeReference declaringType)
    {
        if (declaringType is not GenericInstanceType)
            return method;
        var reference = new MethodReference(method.Name, method.ReturnType, declaringType) { HasThis = method.HasThis };
        foreach (var parameter in method.Parameters)
            reference.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        return reference;
    }

    /// <summary>The bases of a type, nearest first, each closed over the type parameters of the type.</summary>
    internal static IEnumerable<TypeReference> BasesOf(TypeDefinition type)
    {
        var next = type.BaseType;
        while (next != null)
        {
            yield return next;
            var definition = References.Resolve(next);
            next = definition?.BaseType is { } further ? Substitute(type.Module.ImportReference(further, definition), next as GenericInstanceType, null) : null;
        }
    }

    /// <summary>Puts the arguments of an instance in place of the type parameters of its definition.</summary>
    internal static TypeReference Substitute(TypeReference type, GenericInstanceType? owner, GenericInstanceMethod? method)
    {
        switch (type)
        {
            case GenericParameter { Type: GenericParameterType.Type } parameter:
                return owner == null ? parameter : owner.GenericArguments[parameter.Position];
            case GenericParameter parameter:
                return method == null ? parameter : method.GenericArguments[parameter.Position];
            case GenericInstanceType generic:
                var instance = new GenericInstanceType(generic.ElementType);
                foreach (var argument in generic.GenericArguments)
                    instance.GenericArguments.Add(Substitute(argument, owner, method));
                return instance;
            case ByReferenceType byReference:
                return new ByReferenceType(Substitute(byReference.ElementType, owner, method));
            case PointerType pointer:
                return new PointerType(Substitute(pointer.ElementType, owner, method));
            case ArrayType array:
                var copy = new ArrayType(Substitute(array.ElementType, owner, method), array.Rank);
                for (int i = 0; i < array.Dimensions.Count; i++)
                    copy.Dimensions[i] = array.Dimensions[i];
                return copy;
            case RequiredModifierType required:
                return new RequiredModifierType(required.ModifierType, Substitute(required.ElementType, owner, method));
            case OptionalModifierType optional:
                return new OptionalModifierType(optional.ModifierType, Substitute(optional.ElementType, owner, method));
            default:
                return type;
        }
    }
}
