using Mono.Cecil.Cil;

namespace Replicated.Fody.Verify;

/// <summary>Whatever refers to an instruction of a body refers to one that is in it: branches, handlers, lines, scopes.</summary>
internal sealed class BodyReferences(MethodBody body, InstructionNumbers numbers)
{
    internal string? Violation() => BranchViolation() ?? HandlerViolation() ?? SymbolViolation();

    string? BranchViolation()
    {
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target && !numbers.Contain(target))
                return $"'{instruction.OpCode.Name}' leads to an instruction that is not in the body";
            if (instruction.Operand is Instruction[] targets && !targets.All(numbers.Contain))
                return "'switch' leads to an instruction that is not in the body";
        }
        return null;
    }

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
        var symbols = body.Method.DebugInformation;
        if (symbols.HasSequencePoints && symbols.SequencePoints.Any(point => !numbers.IsNumber(point.Offset)))
            return "a line begins at an instruction that is not in the body";
        return symbols.Scope != null && IsStale(symbols.Scope) ? "a scope begins or ends at an instruction that is not in the body" : null;
    }

    bool IsStale(ScopeDebugInformation scope) =>
        IsStale(scope.Start) || IsStale(scope.End) || (scope.HasScopes && scope.Scopes.Any(IsStale));

    bool IsStale(InstructionOffset offset) => !offset.IsEndOfMethod && !numbers.IsNumber(offset.Offset);
}
