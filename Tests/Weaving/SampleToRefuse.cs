using System.Text.RegularExpressions;

namespace Replicated.Tests.Weaving;

/// <summary>A file of AssembliesToRefuse: a comment at a line names the code that is expected there.</summary>
/// <remarks>A first line that begins as below gives the weaver's settings; a code at it is one without a place.</remarks>
sealed partial record SampleToRefuse(string File, string Source)
{
    const string SettingsLine = "// FodyWeavers.xml: ";

    internal static IReadOnlyList<SampleToRefuse> All { get; } =
    [
        .. Directory.GetFiles(House.Repository.Path("AssembliesToRefuse"), "*.cs")
            .Order(StringComparer.Ordinal)
            .Select(file => new SampleToRefuse(Path.GetFileName(file), System.IO.File.ReadAllText(file))),
    ];

    /// <summary>The code that the file is named for.</summary>
    internal string Code => File[..7];

    internal string Settings => Source.StartsWith(SettingsLine, StringComparison.Ordinal)
        ? Lines[0][SettingsLine.Length..Lines[0].LastIndexOf(" //", StringComparison.Ordinal)]
        : "<Replicated />";

    /// <summary>As <c>code@line</c>.</summary>
    internal IEnumerable<string> Expected
    {
        get
        {
            for (int i = 0; i < Lines.Length; i++)
            {
                var match = Comment().Match(Lines[i]);
                if (match.Success)
                    yield return $"{match.Groups["code"].Value}@{(Lines[i].StartsWith(SettingsLine, StringComparison.Ordinal) ? "" : i + 1)}";
            }
        }
    }

    string[] Lines => Source.Split('\n');

    public override string ToString() => File;

    [GeneratedRegex(@"// (?<code>RPL\d{4})")]
    private static partial Regex Comment();
}
