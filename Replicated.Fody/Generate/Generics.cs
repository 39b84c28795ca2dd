using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Generate;

/// <summary>References from within generic types to their own members and those of their bases.</summary>
internal static class Generics
{
    /// <summary>The type as its own code names it: closed over its own type parameters.</summary>
    internal static TypeReference Self(TypeDefinition type)
    {
        // Cecil remembers what it was asked for, but not what it was only asked about.
        if (type.GenericParameters.Count == 0)
            return type;
        var self = new GenericInstanceType(type);
        foreach (var parameter in type.GenericParameters)
            self.GenericArguments.Add(parameter);
        return self;
    }

    /// <summary>
    /// Gives a type that is nested in <paramref name="from"/> the same type parameters. They have the same numbers, by which metadata knows
    /// them, so that either's may stand for the other's.
    /// </summary>
    internal static void CopyParameters(TypeDefinition from, TypeDefinition to)
    {
        foreach (var parameter in from.GenericParameters)
        {
            var copy = new GenericParameter(parameter.Name, to) { Attributes = parameter.Attributes };
            foreach (var constraint in parameter.Constraints)
                copy.Constraints.Add(new GenericParameterConstraint(constraint.ConstraintType));
            to.GenericParameters.Add(copy);
        }
    }

    /// <summary>A type nested in a generic one, as the code of that names it.</summary>
    internal static TypeReference NestedInSelf(TypeDefinition nested)
    {
        if (!nested.HasGenericParameters)
            return nested;
        var instance = new GenericInstanceType(nested);
        foreach (var parameter in nested.DeclaringType.GenericParameters)
            instance.GenericArguments.Add(parameter);
        return instance;
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

    /// <summary>The bases of a type, nearest first, each closed over the type parameters of the type; only to be looked at.</summary>
    internal static IEnumerable<TypeReference> BasesOf(TypeDefinition type)
    {
        var next = type.BaseType;
        while (next != null)
        {
            yield return next;
            var definition = References.Resolve(next);
            next = definition?.BaseType is { } further ? Close(further, next as GenericInstanceType, null) : null;
        }
    }

    /// <summary>Imports a type and puts the arguments of an instance in place of the type parameters of its definition.</summary>
    internal static TypeReference Close(ModuleDefinition module, TypeReference type, GenericInstanceType? owner, GenericInstanceMethod? method) =>
        Close(type, owner, method, module.ImportReference);

    /// <summary>The same, only to be looked at: the module is left as it is. What is imported leaves a reference to its assembly, whoever uses it.</summary>
    internal static TypeReference Close(TypeReference type, GenericInstanceType? owner, GenericInstanceMethod? method) => Close(type, owner, method, plain => plain);

    static TypeReference Close(TypeReference type, GenericInstanceType? owner, GenericInstanceMethod? method, Func<TypeReference, TypeReference> import)
    {
        return Closed(type);

        TypeReference Closed(TypeReference open) => open switch
        {
            GenericParameter { Type: GenericParameterType.Type } parameter => owner == null ? parameter : owner.GenericArguments[parameter.Position],
            GenericParameter parameter => method == null ? parameter : method.GenericArguments[parameter.Position],
            GenericInstanceType generic => ClosedInstance(generic),
            ByReferenceType byReference => new ByReferenceType(Closed(byReference.ElementType)),
            PointerType pointer => new PointerType(Closed(pointer.ElementType)),
            ArrayType array => ClosedArray(array),
            RequiredModifierType required => new RequiredModifierType(import(required.ModifierType), Closed(required.ElementType)),
            OptionalModifierType optional => new OptionalModifierType(import(optional.ModifierType), Closed(optional.ElementType)),
            _ => import(open),
        };

        GenericInstanceType ClosedInstance(GenericInstanceType generic)
        {
            var instance = new GenericInstanceType(import(generic.ElementType));
            foreach (var argument in generic.GenericArguments)
                instance.GenericArguments.Add(Closed(argument));
            return instance;
        }

        ArrayType ClosedArray(ArrayType array)
        {
            var copy = new ArrayType(Closed(array.ElementType), array.Rank);
            for (int i = 0; i < array.Dimensions.Count; i++)
                copy.Dimensions[i] = array.Dimensions[i];
            return copy;
        }
    }
}
