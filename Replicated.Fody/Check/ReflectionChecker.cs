using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Check;

/// <summary>
/// Rows 32, 104 and 107: stores to members that no instruction shows, by <c>FieldInfo.SetValue</c>, by expression trees and by <c>dynamic</c>.
/// Where the method itself says which field it is, the answer is certain; where it does not, only a warning is.
/// </summary>
/// <param name="isMember">Whether a field is a member that no capture compares.</param>
/// <param name="isNameOfMember">Whether some member that the module knows has a name.</param>
internal sealed class ReflectionChecker(DiagnosticBag diagnostics, Func<FieldReference, bool> isMember, Func<string, bool> isNameOfMember)
{
    const string Expression = "System.Linq.Expressions.Expression";

    internal void Check(MethodDefinition method)
    {
        ValueTrace? trace = null;
        foreach (var instruction in method.Body.Instructions)
        {
            if (instruction.Operand is not MethodReference called)
                continue;
            // By name first: the full name of an instance of a generic type is put together each time.
            if (called.Name is "SetValue" or "SetValueDirect" && called.DeclaringType.FullName == "System.Reflection.FieldInfo")
            {
                trace ??= new ValueTrace(method);
                Judge(method, instruction, trace.FieldOf(instruction, 0), Rules.SetByReflection);
            }
            else if (called.Name.EndsWith("Assign", StringComparison.Ordinal) && called.DeclaringType.FullName == Expression)
            {
                trace ??= new ValueTrace(method);
                if (trace.SourceOf(instruction, 0) is { Operand: MethodReference { DeclaringType.FullName: Expression } target } left && target.Name is "Field" or "PropertyOrField")
                    Judge(method, instruction, FieldOf(trace, left, target), Rules.SetByExpression);
            }
            // value.name = ..., where value is dynamic: the binder makes the store when it runs.
            else if (called.Name == "SetMember" && called.DeclaringType.FullName == "Microsoft.CSharp.RuntimeBinder.Binder")
            {
                trace ??= new ValueTrace(method);
                if (trace.TextOf(instruction, 1) is not { } name || isNameOfMember(name))
                    diagnostics.Report(Rules.SetUnknown, PlaceFinder.Of(method, instruction), Display.Of(method));
            }
        }
    }

    void Judge(MethodDefinition method, Instruction at, FieldDefinition? field, Rule certain)
    {
        if (field == null)
            diagnostics.Report(Rules.SetUnknown, PlaceFinder.Of(method, at), Display.Of(method));
        else if (isMember(field))
            diagnostics.Report(certain, PlaceFinder.Of(method, at), Display.Of(method), Display.Of(field));
    }

    // Expression.Field(object, field), Expression.Field(object, type, name), Expression.Field(object, name)
    static FieldDefinition? FieldOf(ValueTrace trace, Instruction access, MethodReference target) => target.Parameters.Count switch
    {
        3 => ValueTrace.FieldIn(trace.TypeOf(access, 1), trace.TextOf(access, 2)),
        _ when target.Parameters[1].ParameterType.FullName == "System.Reflection.FieldInfo" => trace.FieldOf(access, 1),
        _ => ValueTrace.FieldIn(trace.SourceOf(access, 0) is { Operand: MethodReference { Name: "Parameter" } } made ? trace.TypeOf(made, 0) : null, trace.TextOf(access, 1)),
    };
}
