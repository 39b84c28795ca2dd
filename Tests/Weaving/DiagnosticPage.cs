using System.Text.RegularExpressions;

namespace Replicated.Tests.Weaving;

/// <summary>
/// A page of docs/diagnostics: the title, the message as a quotation, a sample that is refused, why, and the same mended. What no C# of one
/// file brings about has no samples.
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

    internal bool HasSamples => Bad.Code != null;

    internal (string? Code, string Settings) Bad => Sample(Text[..Text.IndexOf(WayOut, StringComparison.Ordinal)]);

    internal (string? Code, string Settings) Mended => Sample(Text[Text.IndexOf(WayOut, StringComparison.Ordinal)..]);

    internal string WithMessage(string message) => Quotation().Replace(Text, "> " + message.Replace("$", "$$", StringComparison.Ordinal), 1);

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
}
