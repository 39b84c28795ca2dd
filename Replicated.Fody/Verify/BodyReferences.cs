using Mono.Cecil.Cil;

namespace Replicated.Fody.Verify;

/// <summary>Whatever refers to an instruction of a body refers to one that is in it: branches, handlers, lines, scopes.</summary>
internal sealed class BodyReferences(MethodBody body, HashSet<Instruction> present)
{
    internal string? Violation() => BranchViolation() ?? HandlerViolation() ?? SymbolViolation();

    string? BranchViolation()
    {
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target && !present.Contains(target))
                return $"'{instruction.OpCode.Name}' leads to an instruction that is not in the body";
            if (instruction.Operand is Instruction[] targets && targets.Any(one => one == null || !present.Contains(one)))
                return "'switch' leads to an instruction that is not in the body";
        }
        return null;
    }

    string? HandlerViolation()
    {
        foreach (var handler in body.ExceptionHandlers)
        {
            var edges = new[] { handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart };
            if (handler.TryStart == null || handler.TryEnd == null || handler.HandlerStart == null || edges.Any(edge => edge != null && !present.Contains(edge)))
                return $"a {handler.HandlerType} handler begins or ends at an instruction that is not in the body";
        }
        return null;
    }

    /// <summary>
    /// Lines and scopes do not show the instruction that they hold, only its offset. So for a moment each instruction of the body has an
    /// offset that no other has.
    /// </summary>
    string? SymbolViolation()
    {
        var symbols = body.Method.DebugInformation;
        if (!symbols.HasSequencePoints && symbols.Scope == null)
            return null;
        var offsets = body.Instructions.Select(instruction => instruction.Offset).ToList();
        for (int i = 0; i < offsets.Count; i++)
            body.Instructions[i].Offset = -1 - i;
        try
        {
            if (symbols.SequencePoints.Any(point => point.Offset >= 0))
                return "a line begins at an instruction that is not in the body";
            return symbols.Scope != null && IsStale(symbols.Scope) ? "a scope begins or ends at an instruction that is not in the body" : null;
        }
        finally
        {
            for (int i = 0; i < offsets.Count; i++)
                body.Instructions[i].Offset = offsets[i];
        }
    }

    static bool IsStale(ScopeDebugInformation scope) =>
        IsStale(scope.Start) || IsStale(scope.End) || (scope.HasScopes && scope.Scopes.Any(IsStale));

    static bool IsStale(InstructionOffset offset) => !offset.IsEndOfMethod && offset.Offset >= 0;
}
