using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Fuzz;

/// <summary>Counts the forms in which compiled code accesses fields of the model: the instruction, and for an address what comes after it.</summary>
static class AccessForms
{
    internal static void Count(byte[] assembly, IDictionary<string, int> forms)
    {
        using var module = ModuleDefinition.ReadModule(new MemoryStream(assembly));
        foreach (var instruction in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).SelectMany(method => method.Body.Instructions))
        {
            if (FormOf(instruction) is { } form)
                FuzzReport.Add(forms, form);
        }
    }

    static string? FormOf(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Stfld or Code.Stsfld => instruction.Previous?.OpCode.Code == Code.Volatile ? "volatile." + instruction.OpCode.Name : instruction.OpCode.Name,
        Code.Ldflda or Code.Ldsflda => $"{instruction.OpCode.Name}/{Bare(instruction.Next)}",
        _ => null,
    };

    static string Bare(Instruction next) => next.OpCode.Name.Split('.')[0];
}
