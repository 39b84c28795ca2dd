using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Check;

/// <summary>Finds out what a type, name or field is that a method hands to reflection, as far as the method itself says it.</summary>
internal sealed class ValueTrace(MethodDefinition method)
{
    readonly StackFlow flow = StackFlow.Of(method.Body);

    /// <summary>What certainly pushed an operand, through a local variable that is set once; null if it is not certain.</summary>
    internal Instruction? SourceOf(Instruction consumer, int operand)
    {
        var source = Only(flow.SourcesOf(consumer, operand));
        if (source == null || LocalOf(source, store: false) is not { } local)
            return source;
        var stores = method.Body.Instructions.Where(candidate => LocalOf(candidate, store: true) == local).ToList();
        return stores.Count == 1 ? Only(flow.SourcesOf(stores[0], 0)) : null;
    }

    internal string? TextOf(Instruction consumer, int operand) => SourceOf(consumer, operand) is { OpCode.Code: Code.Ldstr } source ? (string)source.Operand : null;

    /// <summary>The type that an operand is the <c>typeof</c> of.</summary>
    internal TypeDefinition? TypeOf(Instruction consumer, int operand) =>
        SourceOf(consumer, operand) is { Operand: MethodReference { Name: "GetTypeFromHandle" } } handle && SourceOf(handle, 0)?.Operand is TypeReference type
            ? References.Resolve(type)
            : null;

    /// <summary>The field that an operand describes.</summary>
    internal FieldDefinition? FieldOf(Instruction consumer, int operand) => SourceOf(consumer, operand) switch
    {
        { Operand: MethodReference { Name: "GetField", DeclaringType.FullName: "System.Type" } } found => FieldIn(TypeOf(found, 0), TextOf(found, 1)),
        { Operand: MethodReference { Name: "GetFieldFromHandle" } } found => (SourceOf(found, 0)?.Operand as FieldReference)?.Resolve(),
        _ => null,
    };

    /// <summary>The field of that name in a type or its bases.</summary>
    internal static FieldDefinition? FieldIn(TypeDefinition? type, string? name)
    {
        for (; type != null && name != null; type = type.BaseType == null ? null : References.Resolve(type.BaseType))
        {
            if (type.Fields.FirstOrDefault(field => field.Name == name) is { } found)
                return found;
        }
        return null;
    }

    static Instruction? Only(IReadOnlyCollection<Instruction> sources) => sources.Count == 1 ? sources.First() : null;

    VariableDefinition? LocalOf(Instruction instruction, bool store) => instruction.OpCode.Code switch
    {
        Code.Ldloc or Code.Ldloc_S when !store => (VariableDefinition)instruction.Operand,
        Code.Stloc or Code.Stloc_S when store => (VariableDefinition)instruction.Operand,
        >= Code.Ldloc_0 and <= Code.Ldloc_3 when !store => method.Body.Variables[instruction.OpCode.Code - Code.Ldloc_0],
        >= Code.Stloc_0 and <= Code.Stloc_3 when store => method.Body.Variables[instruction.OpCode.Code - Code.Stloc_0],
        _ => null,
    };
}
