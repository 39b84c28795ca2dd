using System.Text.RegularExpressions;

namespace Replicated.Tests.Building;

/// <summary>What a build has said.</summary>
sealed partial record BuildOutcome(int ExitCode, IReadOnlyList<string> Lines)
{
    /// <summary>Errors and warnings as <c>File.cs(line): error CODE</c>, each once, in their order in the text.</summary>
    internal IReadOnlyList<string> Messages =>
    [
        .. Lines.Select(line => Message().Match(line))
            .Where(match => match.Success)
            .Select(match => $"{Path.GetFileName(match.Groups["file"].Value)}({match.Groups["line"].Value}): {match.Groups["kind"].Value} {match.Groups["code"].Value}")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    public override string ToString() => string.Join('\n', Lines);

    [GeneratedRegex(@"^\s*(?<file>[^(:]*?)\s*(\((?<line>\d+)[\d,]*\))?\s*: (?<kind>error|warning) (?<code>\w*):")]
    private static partial Regex Message();
}
