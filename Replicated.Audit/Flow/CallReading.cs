using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Replicated.Audit.Decode;

namespace Replicated.Audit.Flow;

/// <summary>Tells from the callee's metadata whether a call only reads through an address that it gets.</summary>
sealed class CallReading(AuditedAssembly assembly, AssemblySet assemblies)
{
    const string IsReadOnly = "System.Runtime.CompilerServices.IsReadOnlyAttribute";
    const string RequiresLocation = "System.Runtime.CompilerServices.RequiresLocationAttribute";
    const string ReadOnlySpan = "System.ReadOnlySpan`1";

    static readonly HashSet<string> platformReaders = ["ToString", "Equals", "GetHashCode", "CompareTo"];

    /// <summary>Hand an address on in what they return, and write nothing themselves.</summary>
    static readonly HashSet<string> handers =
    [
        "System.Span`1..ctor", "System.Span`1.get_Item", "System.Span`1.get_Length", "System.Span`1.get_IsEmpty", "System.Span`1.Slice", "System.Span`1.op_Implicit",
        "System.Span`1.GetPinnableReference", "System.Span`1.GetEnumerator", "System.Span`1+Enumerator.MoveNext", "System.Span`1+Enumerator.get_Current",
        "System.ReadOnlySpan`1..ctor",
        "System.Runtime.CompilerServices.Unsafe.As", "System.Runtime.CompilerServices.Unsafe.Add", "System.Runtime.CompilerServices.Unsafe.AsRef",
        "System.Runtime.CompilerServices.Unsafe.AsPointer", "System.Runtime.CompilerServices.Unsafe.Subtract", "System.Runtime.CompilerServices.Unsafe.AddByteOffset",
        "System.Runtime.InteropServices.MemoryMarshal.CreateSpan", "System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan",
        "System.Runtime.InteropServices.MemoryMarshal.AsBytes", "System.Runtime.InteropServices.MemoryMarshal.GetReference", "System.Runtime.InteropServices.MemoryMarshal.Cast",
    ];

    /// <summary>Write once and cannot throw after that.</summary>
    internal static bool IsAtomic(MethodTarget target) => target.Owner?.Key?.Name is "System.Threading.Interlocked" or "System.Threading.Volatile";

    /// <summary>Whether the call writes nothing through the operand; what it returns is followed as an address of its own.</summary>
    internal bool WritesNothing(Instruction call, MethodTarget target, int operand, SignatureType? constraint)
    {
        string name = $"{target.Owner?.Key?.Name}.{target.Name}";
        if (handers.Contains(name) || name is "System.Threading.Volatile.Read" or "System.Threading.Interlocked.Read")
            return true;
        if (target.Name.StartsWith(WovenNames.Call, StringComparison.Ordinal))
            return StandInWritesNothing(target, operand);
        bool hasReceiver = target.HasReceiver && call.OpCode != OpCodes.Newobj;
        if (hasReceiver && operand == 0)
            return ReceiverIsOnlyRead(target, constraint);
        int parameter = operand - (hasReceiver ? 1 : 0);
        return parameter < target.Signature.ParameterTypes.Length && ParameterIsOnlyRead(target, parameter);
    }

    /// <summary>The weaver's method that makes a call and marks on its way out: what matters is what the call does with the operand that it passes on.</summary>
    bool StandInWritesNothing(MethodTarget standIn, int operand)
    {
        if (standIn.Owner?.Key is not { } owner || assembly.BodiesOf(owner, standIn.Name).ToList() is not [{ Regions: [var region] } body])
            return false;
        var protectedOnes = body.Instructions.SkipWhile(instruction => instruction.Offset < region.TryOffset || instruction.OpCode == OpCodes.Nop);
        var loads = protectedOnes.TakeWhile((instruction, number) => instruction.OpCode.Name!.StartsWith("ldarg", StringComparison.Ordinal) && instruction.Operand == number).Count();
        var inner = protectedOnes.FirstOrDefault(instruction => instruction.OpCode.FlowControl == FlowControl.Call);
        return operand < loads && inner != null && assembly.MethodOf(inner.Operand) is { } target && WritesNothing(inner, target, operand, ConstraintOf(body, inner));
    }

    bool ReceiverIsOnlyRead(MethodTarget target, SignatureType? constraint)
    {
        if ((constraint ?? target.Owner)?.Key is not { } key || assemblies.Resolve(key) is not var (owner, type))
            return false;
        if (owner.HasAttribute(type.GetCustomAttributes(), IsReadOnly) || IsEnum(owner, type) || key.Name == ReadOnlySpan)
            return true;
        if (key.Name.StartsWith("System.", StringComparison.Ordinal) && platformReaders.Contains(target.Name))
            return true;
        // A constrained call of a method that the struct does not have itself works on a boxed copy.
        var method = assemblies.Resolve(key, target.Name, target.Signature);
        return method is not var (_, definition) ? constraint != null && assembly.Name != key.Assembly : owner.HasAttribute(definition.GetCustomAttributes(), IsReadOnly);
    }

    bool ParameterIsOnlyRead(MethodTarget target, int parameter)
    {
        var type = target.Signature.ParameterTypes[parameter];
        if (type.IsReadOnlyReference || type.Key?.Name == ReadOnlySpan)
            return true;
        if (target.Owner?.Key is not { } key || assemblies.Resolve(key, target.Name, target.Signature) is not var (owner, method))
            return false;
        foreach (var handle in method.GetParameters())
        {
            var definition = owner.Metadata.GetParameter(handle);
            if (definition.SequenceNumber == parameter + 1)
                return owner.HasAttribute(definition.GetCustomAttributes(), IsReadOnly) || owner.HasAttribute(definition.GetCustomAttributes(), RequiresLocation);
        }
        return false;
    }

    static bool IsEnum(AuditedAssembly owner, TypeDefinition type) => !type.BaseType.IsNil && owner.TypeOf(type.BaseType)?.Key?.Name == "System.Enum";

    /// <summary>The type that a <c>constrained.</c> prefix names.</summary>
    internal SignatureType? ConstraintOf(Body body, Instruction call) =>
        body.Before(call) is { } prefix && prefix.OpCode == OpCodes.Constrained ? assembly.TypeOf(MetadataTokens.EntityHandle(prefix.Operand)) : null;
}
