using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Diagnostics;

/// <summary>A method as text, for a report to us.</summary>
internal static class Instructions
{
    internal static IEnumerable<string> Of(MethodDefinition method)
    {
        yield return method.FullName;
        if (!method.HasBody)
            yield break;
        foreach (var variable in method.Body.Variables)
            yield return $"    local {variable.Index}: {variable.VariableType}";
        foreach (var instruction in method.Body.Instructions)
            yield return $"    IL_{instruction.Offset:x4}: {instruction.OpCode} {Operand(instruction.Operand)}".TrimEnd();
        foreach (var handler in method.Body.ExceptionHandlers)
            yield return $"    {handler.HandlerType} {handler.CatchType}: {Target(handler.TryStart)} to {Target(handler.TryEnd)}, {Target(handler.HandlerStart)} to {Target(handler.HandlerEnd)}";
    }

    static string? Operand(object? operand) => operand switch
    {
        Instruction target => Target(target),
        Instruction[] targets => string.Join(", ", targets.Select(Target)),
        _ => operand?.ToString(),
    };

    static string Target(Instruction? instruction) => instruction == null ? "nowhere" : $"IL_{instruction.Offset:x4}";
}
