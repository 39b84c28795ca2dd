using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Generate;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Check;

/// <summary>
/// What a method says of the objects that its instructions get: the types that they are declared as, also before they were put into variables
/// that say less.
/// </summary>
internal sealed class StaticTypes(MethodDefinition method)
{
    readonly StackFlow flow = StackFlow.Of(method.Body);

    /// <summary>The numbers that an operand can be; null where it may be one that the method does not say.</summary>
    internal IReadOnlyCollection<int>? NumbersOf(Instruction consumer, int operand)
    {
        var sources = flow.SourcesOf(consumer, operand);
        return sources.All(source => NumberOf(source) != null) ? [.. sources.Select(source => NumberOf(source)!.Value)] : null;
    }

    /// <summary>The types that an operand is known as, without boxed values, which are copies.</summary>
    internal IEnumerable<TypeReference> Of(Instruction consumer, int operand) => Of(consumer, operand, []);

    IEnumerable<TypeReference> Of(Instruction consumer, int operand, HashSet<Instruction> seen) =>
        flow.SourcesOf(consumer, operand).Where(seen.Add).SelectMany(source => Of(source, seen)).Select(MemberTypes.StripModifiers);

    IEnumerable<TypeReference> Of(Instruction source, HashSet<Instruction> seen)
    {
        if (InstructionSlots.Loaded(source, method) is { } slot)
            return method.Body.Instructions.Where(store => InstructionSlots.Stored(store, method) == slot).SelectMany(store => Of(store, 0, seen)).Prepend(TypeOf(slot));
        return source.OpCode.Code switch
        {
            Code.Castclass or Code.Isinst => Of(source, 0, seen).Prepend((TypeReference)source.Operand),
            Code.Unbox_Any or Code.Ldobj or Code.Ldelem_Any => [(TypeReference)source.Operand],
            Code.Box => source.Operand is GenericParameter parameter ? [parameter] : [],
            Code.Ldelem_Ref => Of(source, 0, seen).OfType<ArrayType>().Select(array => array.ElementType),
            Code.Ldind_Ref => Of(source, 0, seen).OfType<ByReferenceType>().Select(reference => reference.ElementType),
            Code.Newobj => [((MethodReference)source.Operand).DeclaringType],
            _ => source.Operand switch
            {
                FieldReference field => [Generics.Close(field.FieldType, field.DeclaringType as GenericInstanceType, null)],
                MethodReference called => [Generics.Close(called.ReturnType, called.DeclaringType as GenericInstanceType, called as GenericInstanceMethod)],
                _ => [],
            },
        };
    }

    TypeReference TypeOf(Slot slot) => !slot.IsArgument ? method.Body.Variables[slot.Index].VariableType
        : method.HasThis && slot.Index == 0 ? Generics.Self(method.DeclaringType)
        : method.Parameters[slot.Index - (method.HasThis ? 1 : 0)].ParameterType;

    static int? NumberOf(Instruction source) => source.OpCode.Code switch
    {
        >= Code.Ldc_I4_M1 and <= Code.Ldc_I4_8 => source.OpCode.Code - Code.Ldc_I4_0,
        Code.Ldc_I4_S => (sbyte)source.Operand,
        Code.Ldc_I4 => (int)source.Operand,
        _ => null,
    };
}
