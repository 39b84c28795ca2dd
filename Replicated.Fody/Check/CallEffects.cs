using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Check;

/// <summary>Judges calls that get the address of a member as receiver or argument.</summary>
internal static class CallEffects
{
    const string ReadOnlyAttribute = "System.Runtime.CompilerServices.IsReadOnlyAttribute";
    const string RequiresLocationAttribute = "System.Runtime.CompilerServices.RequiresLocationAttribute";

    static readonly HashSet<string> keepers =
    [
        "System.Runtime.CompilerServices.Unsafe", "System.Runtime.InteropServices.MemoryMarshal", "System.Runtime.InteropServices.CollectionsMarshal",
    ];

    static readonly HashSet<string> objectMethods = ["ToString", "Equals", "GetHashCode", "GetType", "CompareTo", "GetTypeCode"];

    internal static CallEffect Of(Instruction call, int operand)
    {
        var method = (MethodReference)call.Operand;
        bool hasReceiver = method.HasThis && call.OpCode.Code != Code.Newobj;
        if (hasReceiver && operand == 0)
            return OfReceiver(call, method);
        var parameter = method.Parameters[operand - (hasReceiver ? 1 : 0)];
        if (keepers.Contains(method.DeclaringType.FullName))
            return CallEffect.MayKeep;
        if (IsReadOnly(method, parameter))
            return CallEffect.Reads;
        if (MayKeep(call, method))
            return CallEffect.MayKeep;
        if (method.DeclaringType.FullName is "System.Threading.Interlocked" or "System.Threading.Volatile")
            return method.Name == "Read" ? CallEffect.Reads : CallEffect.WritesAndReturns;
        return CallEffect.Writes;
    }

    /// <summary>Whether a call cannot be moved to a method that has not the type parameters of the calling method.</summary>
    internal static bool NamesMethodParameters(Instruction call)
    {
        var method = (MethodReference)call.Operand;
        return NamesMethodParameters(method.DeclaringType)
            || (method is GenericInstanceMethod generic && generic.GenericArguments.Any(NamesMethodParameters))
            || (Constraint(call) is { } constraint && NamesMethodParameters(constraint));
    }

    internal static bool NamesMethodParameters(TypeReference type) => type switch
    {
        GenericParameter parameter => parameter.Type == GenericParameterType.Method,
        GenericInstanceType generic => generic.GenericArguments.Any(NamesMethodParameters),
        TypeSpecification specification => NamesMethodParameters(specification.ElementType),
        _ => false,
    };

    /// <summary>The type that a <c>constrained.</c> prefix of the call names.</summary>
    internal static TypeReference? Constraint(Instruction call) =>
        call.Previous is { OpCode.Code: Code.Constrained } prefix ? (TypeReference)prefix.Operand : null;

    static CallEffect OfReceiver(Instruction call, MethodReference method)
    {
        var type = Constraint(call) ?? method.DeclaringType;
        var definition = type is GenericParameter ? null : References.Resolve(type);
        if (definition != null && (IsImmutable(definition) || (IsPlatform(definition) && objectMethods.Contains(method.Name))))
            return CallEffect.Reads;
        if (Resolve(method) is { } target && target.DeclaringType.IsValueType && MemberTypes.HasAttribute(target, ReadOnlyAttribute))
            return CallEffect.Reads;
        return MayKeep(call, method) ? CallEffect.MayKeep : CallEffect.Writes;
    }

    static bool IsImmutable(TypeDefinition type) =>
        type.IsEnum
        || type.IsPrimitive
        || KnownTypes.Values.Contains(type.FullName)
        || type.FullName == "System.Nullable`1"
        || MemberTypes.HasAttribute(type, ReadOnlyAttribute);

    static bool IsPlatform(TypeDefinition type) => type.Namespace == "System" || type.Namespace.StartsWith("System.", StringComparison.Ordinal);

    static bool IsReadOnly(MethodReference method, ParameterDefinition parameter)
    {
        if (parameter.ParameterType is RequiredModifierType { ModifierType.FullName: "System.Runtime.InteropServices.InAttribute" })
            return true;
        if (Resolve(method) is not { } target)
            return false;
        var definition = target.Parameters[parameter.Index];
        return MemberTypes.HasAttribute(definition, ReadOnlyAttribute) || MemberTypes.HasAttribute(definition, RequiresLocationAttribute);
    }

    /// <summary>An address can outlive a call in what it returns, makes, or fills: a reference, or a struct that holds one.</summary>
    static bool MayKeep(Instruction call, MethodReference method) =>
        call.OpCode.Code == Code.Newobj
        || CanHoldAddress(method.ReturnType)
        || IsRefStruct(method.DeclaringType)
        || method.Parameters.Any(parameter => parameter.ParameterType is ByReferenceType byReference && IsRefStruct(byReference.ElementType));

    static bool CanHoldAddress(TypeReference type)
    {
        type = MemberTypes.StripModifiers(type);
        return type is ByReferenceType or PointerType || IsRefStruct(type);
    }

    static bool IsRefStruct(TypeReference type) =>
        type is not GenericParameter && References.Resolve(type) is { } definition && MemberTypes.IsRefStruct(definition);

    static MethodDefinition? Resolve(MethodReference method)
    {
        try
        {
            return method.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }
}
