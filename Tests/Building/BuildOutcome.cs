using System.Text.RegularExpressions;

namespace Replicated.Tests.Building;

/// <summary>What a build has said.</summary>
sealed partial record BuildOutcome(int ExitCode, IReadOnlyList<string> Lines)
{
    /// <summary>Errors and warnings as <c>File.cs(line): error CODE</c>, each once, in their order in the text.</summary>
    internal IReadOnlyList<string> Messages => MessagesAt("line");

    /// <summary>As the messages, with all that is said of the place: <c>File.cs(line,column,last line,column behind)</c>.</summary>
    internal IReadOnlyList<string> MessagesWithColumns => MessagesAt("place");

    IReadOnlyList<string> MessagesAt(string place) =>
    [
        .. Lines.Select(line => Message().Match(line))
            .Where(match => match.Success)
            .Select(match => $"{Path.GetFileName(match.Groups["file"].Value)}({match.Groups[place].Value}): {match.Groups["kind"].Value} {match.Groups["code"].Value}")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    public override string ToString() => string.Join('\n', Lines);

    [GeneratedRegex(@"^\s*(?<file>[^(:]*?)\s*(\((?<place>(?<line>\d+)[\d,]*)\))?\s*: (?<kind>error|warning) (?<code>\w*):")]
    private static partial Regex Message();
}
