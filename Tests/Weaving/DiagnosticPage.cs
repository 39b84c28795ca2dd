using System.Text.RegularExpressions;

namespace Replicated.Tests.Weaving;

/// <summary>
/// A page of docs/diagnostics: the title, the message as a quotation, a sample that is refused, why, and the way out. C# of one file is shown
/// mended, too; C# of several assemblies says in the line that opens each which it is, and how it comes to the build; what no C# brings about
/// is shown in another language.
/// </summary>
sealed partial record DiagnosticPage(string File, string Text)
{
    const string Folder = "docs/diagnostics";
    const string WayOut = "\n## The way out\n";

    internal static string Index => House.Repository.Read($"{Folder}/README.md");

    internal static IReadOnlyList<DiagnosticPage> All { get; } =
    [
        .. Directory.GetFiles(House.Repository.Path(Folder), "RPL*.md")
            .Order(StringComparer.Ordinal)
            .Select(file => new DiagnosticPage($"{Folder}/{Path.GetFileName(file)}", System.IO.File.ReadAllText(file))),
    ];

    internal string Code => Path.GetFileNameWithoutExtension(File);

    internal string Title => Text.Split('\n')[0]["# RPL0000: ".Length..];

    internal string Severity => Text.Split('\n')[4].TrimEnd('.').ToLowerInvariant();

    internal string Message => Quotation().Match(Text).Groups["text"].Value;

    internal bool HasSample => Fence().IsMatch(BadPart);

    internal bool IsOfOneFile => Bad.Code != null;

    /// <summary>The assemblies of a sample that is more than one file, in the order in which they are built.</summary>
    internal IReadOnlyList<(string Name, string State, string Code)> Assemblies =>
        [.. Assembly().Matches(BadPart).Select(block => (block.Groups["name"].Value, block.Groups["state"].Value, block.Groups["text"].Value))];

    internal (string? Code, string Settings) Bad => Sample(BadPart);

    internal (string? Code, string Settings) Mended => Sample(Text[Text.IndexOf(WayOut, StringComparison.Ordinal)..]);

    internal string WithMessage(string message) => Quotation().Replace(Text, "> " + message.Replace("$", "$$", StringComparison.Ordinal), 1);

    string BadPart => Text[..Text.IndexOf(WayOut, StringComparison.Ordinal)];

    public override string ToString() => Code;

    static (string? Code, string Settings) Sample(string part)
    {
        var code = Block("csharp", part);
        var settings = Block("xml", part);
        return (code.Success ? code.Groups["text"].Value : null, settings.Success ? settings.Groups["text"].Value : "<Replicated />");
    }

    static Match Block(string language, string part) => Regex.Match(part, $"```{language}\n(?<text>.*?)```", RegexOptions.Singleline);

    [GeneratedRegex("^> (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Quotation();

    [GeneratedRegex("^```[a-z]+( .*)?\n.+?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^```csharp (?<name>\\w+) (?<state>woven|not woven|not found)\n(?<text>.+?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Assembly();
}
