using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Check;

/// <summary>The operands of a call as its signature types them, and which of them its result can carry an address of.</summary>
internal sealed class CallSignature
{
    const string ScopedRefAttribute = "System.Runtime.CompilerServices.ScopedRefAttribute";
    const string UnscopedRefAttribute = "System.Diagnostics.CodeAnalysis.UnscopedRefAttribute";

    readonly Instruction call;
    readonly IMethodSignature signature;
    readonly MethodReference? method;
    readonly MethodDefinition? target;
    readonly bool hasReceiver;

    internal CallSignature(Instruction call)
    {
        this.call = call;
        signature = (IMethodSignature)call.Operand;
        method = call.Operand as MethodReference;
        target = method == null ? null : Resolve(method);
        hasReceiver = signature.HasThis && !signature.ExplicitThis && call.OpCode.Code != Code.Newobj;
    }

    /// <summary>How many operands the call has, without a function pointer.</summary>
    internal int Count => signature.Parameters.Count + (hasReceiver ? 1 : 0);

    internal bool IsReceiver(int operand) => hasReceiver && operand == 0;

    /// <summary>The type of an operand; of a receiver, what it is called on.</summary>
    internal TypeReference TypeOf(int operand)
    {
        if (!IsReceiver(operand))
            return MemberTypes.StripModifiers(Closed(ParameterOf(operand).ParameterType));
        var type = CallEffects.Constraint(call) ?? method!.DeclaringType;
        return type.IsValueType || CallEffects.Constraint(call) != null ? new ByReferenceType(type) : type;
    }

    internal ParameterDefinition ParameterOf(int operand) => signature.Parameters[operand - (hasReceiver ? 1 : 0)];

    /// <summary>Whether what the call returns, makes or fills can hold the address that it gets as this operand.</summary>
    internal bool Hands(int operand)
    {
        if (!AddressTypes.CanHold(TypeOf(operand)))
            return false;
        // Its 'scoped' says that the caller answers for how long the address is good.
        if (IsOfUnsafe)
            return true;
        return target == null || !SaysScoped(operand) || PromiseOf(operand).Returns;
    }

    bool SaysScoped(int operand) => IsReceiver(operand)
        ? !AddressTypes.IsRefStruct(((TypeSpecification)TypeOf(0)).ElementType) && !IsUnscoped(target!)
        : IsScoped(target!.Parameters[ParameterOf(operand).Index]);

    /// <summary>Whether what the call returns or makes can hold the address. A number is one only where the method makes it of the address.</summary>
    internal bool HandsBack(int operand) => Hands(operand) && (!ReturnsNumber || IsOfUnsafe || PromiseOf(operand).Returns);

    /// <summary>What the method does with the address in fact, as far as it has a body here; of several that may be called, what any does.</summary>
    internal Promise PromiseOf(int operand)
    {
        int argument = operand + (target is { HasThis: true } && !hasReceiver ? 1 : 0);
        if (target == null || !OpenCalls.IsOpen(call, target))
            return Promise.Of(target, argument);
        return IsReceiver(operand) && CallEffects.Constraint(call) is { } type ? OpenCalls.PromiseOfReceiver(type, target) : OpenCalls.PromiseOf(target, argument);
    }

    bool IsOfUnsafe => method?.DeclaringType.FullName is CallEffects.Unsafe or CallEffects.MemoryMarshal;

    bool ReturnsNumber => call.OpCode.Code != Code.Newobj && MemberTypes.StripModifiers(Closed(signature.ReturnType)) is not PointerType and var type && AddressTypes.HoldsPointer(type);

    /// <summary>Whether the result can hold an address.</summary>
    internal bool ReturnsCarrier => call.OpCode.Code == Code.Newobj
        ? AddressTypes.IsRefStruct(method!.DeclaringType)
        : AddressTypes.CanHold(MemberTypes.StripModifiers(Closed(signature.ReturnType)));

    /// <summary>Whether the call can put what it gets into the ref struct that this operand is the address of.</summary>
    internal bool Fills(int operand)
    {
        if (TypeOf(operand) is not ByReferenceType { ElementType: var element } || !AddressTypes.IsRefStruct(element))
            return false;
        if (!IsReceiver(operand))
            return target == null || !IsReadOnly(target.Parameters[ParameterOf(operand).Index]);
        bool isReadOnly = References.Resolve(element) is { } definition && CustomAttributes.Has(definition, CallEffects.ReadOnlyAttribute);
        return method!.Name == ".ctor" || !(isReadOnly || (target != null && CustomAttributes.Has(target, CallEffects.ReadOnlyAttribute)));
    }

    /// <summary>Whether nothing is left of what was in the struct that the call fills: it is constructed, or an <c>out</c> argument.</summary>
    internal bool IsSetWhole(int operand) => IsReceiver(operand) ? method is { Name: ".ctor" } : target?.Parameters[ParameterOf(operand).Index].IsOut == true;

    internal static MethodDefinition? Resolve(MethodReference method)
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

    internal static bool IsReadOnly(ParameterDefinition parameter) =>
        CustomAttributes.Has(parameter, CallEffects.ReadOnlyAttribute) || CustomAttributes.Has(parameter, "System.Runtime.CompilerServices.RequiresLocationAttribute");

    /// <summary>Whether a parameter says that nothing is written through it.</summary>
    internal static bool IsRead(ParameterDefinition parameter) =>
        parameter.ParameterType is RequiredModifierType { ModifierType.FullName: "System.Runtime.InteropServices.InAttribute" }
        || IsReadOnly(parameter)
        || AddressTypes.IsReadOnlySpan(parameter.ParameterType);

    /// <summary>Whether a parameter says that what it gets does not leave the method.</summary>
    internal static bool IsScoped(ParameterDefinition parameter) => CustomAttributes.Has(parameter, ScopedRefAttribute);

    static bool IsUnscoped(MethodDefinition method) =>
        CustomAttributes.Has(method, UnscopedRefAttribute)
        || method.DeclaringType.Properties.Any(property => (property.GetMethod == method || property.SetMethod == method) && CustomAttributes.Has(property, UnscopedRefAttribute));

    /// <summary>A type parameter stands for what the call names in its place; enough is closed to know whether it can hold an address.</summary>
    TypeReference Closed(TypeReference type) => type switch
    {
        GenericParameter { Type: GenericParameterType.Method } parameter when call.Operand is GenericInstanceMethod generic => generic.GenericArguments[parameter.Position],
        GenericParameter { Type: GenericParameterType.Type } parameter when method?.DeclaringType is GenericInstanceType generic => generic.GenericArguments[parameter.Position],
        ByReferenceType byReference => new ByReferenceType(Closed(byReference.ElementType)),
        _ => type,
    };
}
