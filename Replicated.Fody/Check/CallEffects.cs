using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Check;

/// <summary>Judges calls that get the address of a member as receiver or argument, or something that holds it.</summary>
internal static class CallEffects
{
    internal const string ReadOnlyAttribute = "System.Runtime.CompilerServices.IsReadOnlyAttribute";

    internal const string Unsafe = "System.Runtime.CompilerServices.Unsafe";
    internal const string MemoryMarshal = "System.Runtime.InteropServices.MemoryMarshal";

    /// <summary>Methods of <c>Unsafe</c> that write; the others read, or make another address of the one they get.</summary>
    static readonly HashSet<string> unsafeWriters = ["Write", "WriteUnaligned", "Copy", "CopyBlock", "CopyBlockUnaligned", "InitBlock", "InitBlockUnaligned"];

    /// <summary>Methods of <c>MemoryMarshal</c> whose result is followed as an address or a span.</summary>
    static readonly HashSet<string> spanMakers = ["CreateSpan", "CreateReadOnlySpan", "GetReference"];

    static readonly HashSet<string> objectMethods = ["ToString", "Equals", "GetHashCode", "GetType", "CompareTo", "GetTypeCode", "TryFormat"];

    /// <summary>Methods of a span that do not write to what it covers.</summary>
    static readonly HashSet<string> spanReaders =
    [
        ".ctor", "get_Item", "get_Length", "get_IsEmpty", "Slice", "GetEnumerator", "ToArray", "CopyTo", "TryCopyTo", "GetPinnableReference", "op_Implicit", "ToString",
        "get_Current", "MoveNext",
    ];

    internal static bool IsUnsafe(Instruction call) => call.Operand is MethodReference { DeclaringType.FullName: Unsafe };

    internal static CallEffect Of(Instruction call, int operand, CallSignature signature)
    {
        var type = signature.TypeOf(operand);
        if (!AddressTypes.CanHold(type))
            return CallEffect.Reads;
        if (AddressTypes.IsReadOnlySpan(type))
            return signature.PromiseOf(operand).Writes ? CallEffect.Writes : CallEffect.Reads;
        if (call.Operand is not MethodReference method)
            return AddressTypes.HoldsPointer(type) ? CallEffect.TakesPointer : CallEffect.Writes;
        if (method.DeclaringType.FullName == Unsafe)
            return unsafeWriters.Contains(method.Name) ? CallEffect.Writes : CallEffect.Reads;
        if (method.DeclaringType.FullName == MemoryMarshal)
            return spanMakers.Contains(method.Name) ? CallEffect.Reads : CallEffect.Reinterprets;
        if (AddressTypes.HoldsPointer(type))
            return CallEffect.TakesPointer;
        var inner = type is ByReferenceType byReference ? byReference.ElementType : type;
        if (AddressTypes.IsRefStruct(inner))
            return ReadsSpan(inner, method, operand) ? CallEffect.Reads : CallEffect.Writes;
        var says = signature.IsReceiver(operand) ? OfReceiver(call, method) : OfArgument(method, signature.ParameterOf(operand));
        return says == CallEffect.Reads && signature.PromiseOf(operand).Writes ? CallEffect.Writes : says;
    }

    /// <summary>The type that a <c>constrained.</c> prefix of the call names.</summary>
    internal static TypeReference? Constraint(Instruction call) =>
        call.Previous is { OpCode.Code: Code.Constrained } prefix ? (TypeReference)prefix.Operand : null;

    static CallEffect OfArgument(MethodReference method, ParameterDefinition parameter)
    {
        if (CallSignature.IsRead(parameter) || (CallSignature.Resolve(method) is { } target && CallSignature.IsRead(target.Parameters[parameter.Index])))
            return CallEffect.Reads;
        if (method.DeclaringType.FullName is "System.Threading.Interlocked" or "System.Threading.Volatile")
            return method.Name == "Read" ? CallEffect.Reads : CallEffect.WritesAndReturns;
        return CallEffect.Writes;
    }

    static CallEffect OfReceiver(Instruction call, MethodReference method)
    {
        var type = Constraint(call) ?? method.DeclaringType;
        var definition = type is GenericParameter ? null : References.Resolve(type);
        if (definition != null && (IsImmutable(definition) || (IsPlatform(definition) && objectMethods.Contains(method.Name))))
            return CallEffect.Reads;
        bool isReadOnly = CallSignature.Resolve(method) is { } target && target.DeclaringType.IsValueType && CustomAttributes.Has(target, ReadOnlyAttribute);
        return isReadOnly ? CallEffect.Reads : CallEffect.Writes;
    }

    /// <summary>What a span is copied to is written, whatever the method does with its receiver.</summary>
    static bool ReadsSpan(TypeReference span, MethodReference method, int operand) =>
        IsSpan(span) && IsSpan(method.DeclaringType) && spanReaders.Contains(method.Name) && !(operand == 1 && method.Name is "CopyTo" or "TryCopyTo");

    static bool IsSpan(TypeReference type) => type.GetElementType().FullName is "System.Span`1" or "System.ReadOnlySpan`1" or "System.Span`1/Enumerator";

    static bool IsImmutable(TypeDefinition type) =>
        type.IsEnum
        || type.IsPrimitive
        || KnownTypes.Values.Contains(type.FullName)
        || type.FullName == "System.Nullable`1"
        || CustomAttributes.Has(type, ReadOnlyAttribute);

    static bool IsPlatform(TypeDefinition type) => type.Namespace == "System" || type.Namespace.StartsWith("System.", StringComparison.Ordinal);
}
