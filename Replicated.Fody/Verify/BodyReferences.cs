using Mono.Cecil.Cil;

namespace Replicated.Fody.Verify;

/// <summary>Whatever refers to an instruction of a body refers to one that is in it: branches, handlers, lines, scopes.</summary>
/// <param name="symbols">Null of a method without lines.</param>
internal sealed class BodyReferences(MethodBody body, MethodDebugInformation? symbols, InstructionNumbers numbers)
{
    internal string? Violation() => HandlerViolation() ?? SymbolViolation();

    internal static string? BranchViolation(Instruction instruction, InstructionNumbers numbers) => instruction.Operand switch
    {
        Instruction target when !numbers.Contain(target) => $"'{instruction.OpCode.Name}' leads to an instruction that is not in the body",
        Instruction[] targets when !Array.TrueForAll(targets, numbers.Contain) => "'switch' leads to an instruction that is not in the body",
        _ => null,
    };

    string? HandlerViolation()
    {
        if (!body.HasExceptionHandlers)
            return null;
        foreach (var handler in body.ExceptionHandlers)
        {
            var edges = new[] { handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart };
            if (handler.TryStart == null || handler.TryEnd == null || handler.HandlerStart == null || edges.Any(edge => edge != null && !numbers.Contain(edge)))
                return $"a {handler.HandlerType} handler begins or ends at an instruction that is not in the body";
        }
        return null;
    }

    /// <summary>Lines and scopes do not show the instruction that they hold, only its offset.</summary>
    string? SymbolViolation()
    {
        if (symbols == null)
            return null;
        if (symbols.HasSequencePoints && symbols.SequencePoints.Any(point => !numbers.IsNumber(point.Offset)))
            return "a line begins at an instruction that is not in the body";
        return symbols.Scope != null && IsStale(symbols.Scope) ? "a scope begins or ends at an instruction that is not in the body" : null;
    }

    bool IsStale(ScopeDebugInformation scope) =>
        IsStale(scope.Start) || IsStale(scope.End) || (scope.HasScopes && scope.Scopes.Any(IsStale));

    bool IsStale(InstructionOffset offset) => !offset.IsEndOfMethod && !numbers.IsNumber(offset.Offset);
}
