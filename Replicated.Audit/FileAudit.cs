using Replicated.Audit.Checks;

namespace Replicated.Audit;

/// <summary>All checks of a file that was woven.</summary>
public static class FileAudit
{
    /// <param name="before">What the compiler wrote.</param>
    /// <param name="after">What the weaver wrote.</param>
    /// <param name="assemblies">Knows what <paramref name="after"/> refers to.</param>
    /// <param name="symbols">The symbols as the weaver wrote them; null if there are none.</param>
    public static IReadOnlyList<Finding> Of(AuditedAssembly before, AuditedAssembly after, AssemblySet assemblies, byte[]? symbols)
    {
        assemblies.Add(after);
        try
        {
            return
            [
                .. BodyCheck.Of(after),
                .. ReferenceCheck.Of(after),
                .. AssemblyReferenceCheck.Of(before, after),
                .. symbols == null ? [] : SymbolCheck.Of(before, after, symbols),
                .. AccessAudit.Of(after, assemblies).Where(access => access.Explanation == null).Select(access => new Finding("raw access", access.Body.ToString(), access.ToString())),
            ];
        }
        catch (BadImageFormatException fault)
        {
            return [new Finding("decoding", after.Name, fault.Message)];
        }
    }
}
