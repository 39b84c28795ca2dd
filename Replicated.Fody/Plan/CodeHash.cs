using System.Globalization;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Plan;

/// <summary>A hash of what methods do, the same for the same source and compiler.</summary>
internal static class CodeHash
{
    const ulong Start = 14695981039346656037;
    const ulong Prime = 1099511628211;

    internal static string Of(IEnumerable<MethodDefinition> methods)
    {
        ulong hash = Start;
        foreach (var method in methods)
        {
            Add(ref hash, method.FullName);
            foreach (var instruction in method.Body.Instructions)
                Add(ref hash, instruction.OpCode.Name + " " + Text(method.Body, instruction.Operand));
        }
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>Of what gives a static its value: in an initialiser without branches that is what stands before the store, else all of it.</summary>
    internal static string OfInitialiser(FieldDefinition field)
    {
        ulong hash = Start;
        Add(ref hash, field.FullName);
        if (field.DeclaringType.Methods.FirstOrDefault(method => method.Name == ".cctor")?.Body is { } body)
        {
            foreach (var instruction in InitialiserOf(field, body))
                Add(ref hash, instruction.OpCode.Name + " " + Text(body, instruction.Operand));
        }
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    static IEnumerable<Instruction> InitialiserOf(FieldDefinition field, MethodBody body)
    {
        var store = body.Instructions.FirstOrDefault(instruction => IsStore(instruction) && instruction.Operand is FieldReference stored && stored.Resolve() == field);
        if (store == null || body.HasExceptionHandlers || body.Instructions.Any(instruction => instruction.Operand is Instruction or Instruction[]))
            return body.Instructions;
        var part = new Stack<Instruction>();
        for (var instruction = store; instruction != null && (instruction == store || !IsStore(instruction)); instruction = instruction.Previous)
            part.Push(instruction);
        return part;
    }

    static bool IsStore(Instruction instruction) => instruction.OpCode.Code == Code.Stsfld;

    static void Add(ref ulong hash, string text)
    {
        foreach (char character in text)
            hash = unchecked((hash ^ character) * Prime);
    }

    static string Text(MethodBody body, object? operand) => operand switch
    {
        Instruction target => Index(body, target),
        Instruction[] targets => string.Join(",", targets.Select(target => Index(body, target))),
        VariableDefinition variable => variable.Index.ToString(CultureInfo.InvariantCulture),
        ParameterDefinition parameter => parameter.Sequence.ToString(CultureInfo.InvariantCulture),
        MemberReference member => member.FullName,
        _ => Convert.ToString(operand, CultureInfo.InvariantCulture) ?? "",
    };

    static string Index(MethodBody body, Instruction target) => body.Instructions.IndexOf(target).ToString(CultureInfo.InvariantCulture);
}
