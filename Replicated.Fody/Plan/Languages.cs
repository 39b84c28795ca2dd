using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>What the compilers of VB and F# make of their own constructs and cannot be replicated.</summary>
internal static class Languages
{
    /// <summary>What of the source the field is, and why it cannot be a member; null where nothing speaks against it.</summary>
    internal static (string What, string Why)? ObjectionTo(FieldDefinition field)
    {
        if (FieldNames.StaticLocalOf(field) is var (method, local))
            return ($"{Display.Of(field.DeclaringType)}.{method}", $"its static local '{local}' is in hidden fields with a flag that says whether it was set, and a standby would set it again; make the local a field of the class");
        if (FieldNames.IsOfStartup(field.DeclaringType) && field.DeclaringType.Methods.Any(candidate => candidate.Name == "main@" && Stores(candidate, field)))
            return (FieldNames.MemberName(field), "it gets its first value when the program starts, after a standby has taken over what it held; put it into a module of an earlier file, or write the program's start as a function with [<EntryPoint>]");
        return null;
    }

    static bool Stores(MethodDefinition method, FieldDefinition field) =>
        method.HasBody && method.Body.Instructions.Any(instruction => instruction.OpCode.Code == Code.Stsfld && instruction.Operand == field);
}
