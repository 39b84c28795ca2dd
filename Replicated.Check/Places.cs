using System.Globalization;
using Replicated.Audit;

namespace Replicated.Check;

/// <summary>Where in the source an access stands, as far as the symbols say.</summary>
internal static class Places
{
    internal static string? Of(AuditedAssembly assembly, MemberAccess access)
    {
        if (assembly.Symbols is not { } symbols)
            return null;
        var points = symbols.GetMethodDebugInformation(access.Body.Handle).GetSequencePoints().Where(point => !point.IsHidden && point.Offset <= access.At.Offset).ToList();
        return points is [.., var last]
            ? string.Create(CultureInfo.InvariantCulture, $"{symbols.GetString(symbols.GetDocument(last.Document).Name)}({last.StartLine},{last.StartColumn},{last.EndLine},{last.EndColumn})")
            : null;
    }
}
