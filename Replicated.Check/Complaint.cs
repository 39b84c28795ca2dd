using System.Globalization;

namespace Replicated.Check;

/// <summary>An error or warning as the build shows it.</summary>
/// <param name="Place">A file with its line; null where there is none.</param>
internal sealed record Complaint(string Code, bool IsError, string Text, string? Place = null)
{
    internal static Complaint Error(string code, string text, string? place = null) => new(code, IsError: true, text, place);

    internal static Complaint Warning(string code, string text) => new(code, IsError: false, text);

    /// <summary>The line that MSBuild reads.</summary>
    /// <param name="origin">What stands in front where there is no place.</param>
    internal string ToCanonicalLine(string origin) =>
        string.Create(CultureInfo.InvariantCulture, $"{Place ?? origin + " "}: {(IsError ? "error" : "warning")} {Code}: {Text}");
}
