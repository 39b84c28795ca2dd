using Mono.Cecil;

namespace Replicated.Fody.Find;

/// <summary>
/// Whether anything in a module may be marked by name or attribute, judged by names alone, so that the runtime and the check of what is
/// published, which look at a file without its references, come to the same answer.
/// </summary>
internal static class PossibleMarks
{
    /// <summary>In the prefix, whatever case its first letter has, and in the name of the assembly that has the attributes.</summary>
    const string Part = "eplicated";

    internal static bool AreIn(ModuleDefinition module) =>
        module.AssemblyReferences.Any(reference => Has(reference.Name))
        || module.GetTypes().Any(type => Has(type.Name) || type.Fields.Any(field => Has(field.Name)) || type.Methods.Any(method => Has(method.Name)));

    static bool Has(string name) => name.IndexOf(Part, StringComparison.Ordinal) >= 0;
}
