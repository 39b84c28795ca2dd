using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;
using Replicated.Fody.Generate;

namespace Replicated.Fody.Plan;

/// <summary>
/// Judges the instances of generic replicated classes that code makes or derives from: only there the types of members are known that are
/// type parameters.
/// </summary>
internal sealed class InstanceTypes(ModuleDefinition module, MemberTypes types, ClassExtents extents, Func<TypeDefinition, IEnumerable<FieldDefinition>> membersOf, DiagnosticBag diagnostics)
{
    readonly HashSet<string> judged = [];

    internal void Check()
    {
        foreach (var type in module.GetTypes())
        {
            if (type.BaseType is GenericInstanceType generic)
                Check(generic, () => PlaceFinder.Of(type));
            foreach (var method in type.Methods.Where(method => method.HasBody))
                Check(method);
        }
    }

    void Check(MethodDefinition method)
    {
        foreach (var instruction in method.Body.Instructions.Where(instruction => instruction.OpCode.Code == Code.Newobj))
        {
            if (((MethodReference)instruction.Operand).DeclaringType is GenericInstanceType generic)
                Check(generic, () => PlaceFinder.Of(method, instruction));
        }
    }

    void Check(GenericInstanceType instance, Func<Place?> place)
    {
        if (!judged.Add(instance.FullName))
            return;
        bool isReplicated = false;
        TypeReference? next = instance;
        while (next is GenericInstanceType generic && References.Resolve(generic) is { } definition && !ClassExtents.IsMadeByCompiler(definition))
        {
            foreach (var field in membersOf(definition).Where(field => HeldContentFinder.HasParameters(field.FieldType)))
            {
                var type = Generics.Close(MemberTypes.StripModifiers(field.FieldType), generic, null);
                if (types.ObjectionTo(type) is { } objection)
                    diagnostics.Report(Rules.GenericArgument, place(), Display.Of(instance), Display.Of(field), objection.Within(type));
            }
            isReplicated |= extents.Of(definition) != Extent.Nothing;
            next = definition.BaseType == null ? null : Generics.Close(definition.BaseType, generic, null);
            if (isReplicated && next is { } items && BaseCollections.Includes(items))
                CheckItems(instance, definition, items, place);
        }
    }

    /// <summary>A collection that says itself what is in it is judged where the class is.</summary>
    void CheckItems(GenericInstanceType instance, TypeDefinition derived, TypeReference items, Func<Place?> place)
    {
        if (HeldContentFinder.HasParameters(derived.BaseType) && types.ObjectionTo(items) is { } objection)
            diagnostics.Report(Rules.GenericArgument, place(), Display.Of(instance), Display.OfItems(derived), objection.Within(items));
    }
}
