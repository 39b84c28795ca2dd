using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Collections.Generic;

namespace Replicated.Fody.Verify;

/// <summary>What instructions name is of their module or imported into it; variables and parameters are those of their method.</summary>
internal static class OperandReferences
{
    internal static string? ViolationOf(MethodDefinition method, Instruction instruction) => instruction.Operand switch
    {
        VariableDefinition variable => Holds(method.Body.Variables, variable.Index, variable) ? null : $"'{instruction.OpCode.Name}' names a variable of another method",
        ParameterDefinition parameter => parameter == method.Body.ThisParameter || Holds(method.Parameters, parameter.Index, parameter)
            ? null
            : $"'{instruction.OpCode.Name}' names a parameter of another method",
        TypeReference type => ViolationOf(method.Module, type),
        FieldReference field => ViolationOf(method.Module, field),
        MethodReference called => ViolationOf(method.Module, called),
        CallSite site => Signature(method.Module, site),
        _ => null,
    };

    internal static string? ViolationOf(ModuleDefinition module, TypeReference type) => type switch
    {
        GenericInstanceType generic => ViolationOf(module, generic.ElementType) ?? All(module, generic.GenericArguments),
        FunctionPointerType pointer => Signature(module, pointer),
        IModifierType modified => ViolationOf(module, modified.ModifierType) ?? ViolationOf(module, modified.ElementType),
        TypeSpecification specification => ViolationOf(module, specification.ElementType),
        GenericParameter => null,
        _ => type.Module == module ? null : $"the type '{type.FullName}' is not imported",
    };

    static string? ViolationOf(ModuleDefinition module, FieldReference field) =>
        ViolationOf(module, field.DeclaringType) ?? ViolationOf(module, field.FieldType);

    static string? ViolationOf(ModuleDefinition module, MethodReference method) => method is GenericInstanceMethod generic
        ? ViolationOf(module, generic.ElementMethod) ?? All(module, generic.GenericArguments)
        : ViolationOf(module, method.DeclaringType) ?? Signature(module, method);

    static string? Signature(ModuleDefinition module, IMethodSignature signature)
    {
        var violation = ViolationOf(module, signature.ReturnType);
        for (int i = 0; violation == null && signature.HasParameters && i < signature.Parameters.Count; i++)
            violation = ViolationOf(module, signature.Parameters[i].ParameterType);
        return violation;
    }

    static string? All(ModuleDefinition module, Collection<TypeReference> types)
    {
        string? violation = null;
        for (int i = 0; violation == null && i < types.Count; i++)
            violation = ViolationOf(module, types[i]);
        return violation;
    }

    static bool Holds<T>(IList<T> all, int index, T item) where T : class => index >= 0 && index < all.Count && all[index] == item;
}
