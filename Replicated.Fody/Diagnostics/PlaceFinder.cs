using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Diagnostics;

/// <summary>Finds the line of an instruction or member by the sequence points of the symbols.</summary>
internal static class PlaceFinder
{
    internal static Place? Of(MethodDefinition method, Instruction? instruction)
    {
        if (!method.HasBody || method.RVA == 0)
            return SourceScan.Of(method.DeclaringType, method.Name) ?? Of(method.DeclaringType);
        var points = method.DebugInformation.SequencePoints.Where(point => !point.IsHidden).OrderBy(point => point.Offset).ToList();
        var found = points.LastOrDefault(point => instruction != null && point.Offset <= instruction.Offset) ?? points.FirstOrDefault();
        return found == null ? OfStateMachine(method) ?? Of(method.DeclaringType) : ToPlace(method.Module, found);
    }

    /// <summary>What an async method or iterator does stands in a type of its own; the method itself has no lines.</summary>
    static Place? OfStateMachine(MethodDefinition method)
    {
        var machine = method.HasCustomAttributes
            ? method.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name.EndsWith("StateMachineAttribute", StringComparison.Ordinal))
            : null;
        return machine?.ConstructorArguments.FirstOrDefault().Value is TypeReference type && References.Resolve(type)?.Methods.FirstOrDefault(found => found.Name == "MoveNext") is { } body
            ? Of(body, null)
            : null;
    }

    /// <summary>The initialiser of the field, else an accessor of its property, else an access to it in its own type, else its type.</summary>
    internal static Place? Of(FieldDefinition field)
    {
        var methods = field.DeclaringType.Methods.Where(method => method.HasBody).ToList();
        foreach (var method in methods.Where(method => method.IsConstructor).Concat(methods.Where(method => method.IsGetter || method.IsSetter)).Concat(methods))
        {
            var access = method.Body.Instructions.FirstOrDefault(instruction => IsAccess(instruction, field));
            if (access != null && method.DebugInformation.HasSequencePoints)
                return Of(method, access);
        }
        return SourceScan.Of(field.DeclaringType, FieldNames.MemberName(field)) ?? Of(field.DeclaringType);
    }

    internal static Place? Of(PropertyDefinition property) =>
        (property.GetMethod ?? property.SetMethod) is { } accessor ? Of(accessor, null) : Of(property.DeclaringType);

    /// <summary>
    /// The declaration that the source shows above the first constructor, else above the first method with a line, also of nested types; where
    /// there is no source, that line itself.
    /// </summary>
    internal static Place? Of(TypeDefinition type)
    {
        var first = FirstLineOf(type);
        return first == null ? SourceScan.Of(type) : SourceScan.Above(first, type) ?? first;
    }

    static Place? FirstLineOf(TypeDefinition type)
    {
        var first = type.Methods.Where(method => method.HasBody)
            .OrderBy(method => method.IsConstructor ? 0 : 1)
            .Select(method => method.DebugInformation.SequencePoints.FirstOrDefault(point => !point.IsHidden))
            .FirstOrDefault(point => point != null);
        return first != null ? ToPlace(type.Module, first) : type.NestedTypes.Select(FirstLineOf).FirstOrDefault(place => place != null);
    }

    static bool IsAccess(Instruction instruction, FieldDefinition field) =>
        instruction.Operand is FieldReference reference
        && reference.Name == field.Name
        && reference.DeclaringType.GetElementType().FullName == field.DeclaringType.FullName;

    static Place ToPlace(ModuleDefinition module, SequencePoint point) =>
        new(SourcePaths.Of(module, point.Document.Url), point.StartLine, point.StartColumn, point.EndLine, point.EndColumn);
}
