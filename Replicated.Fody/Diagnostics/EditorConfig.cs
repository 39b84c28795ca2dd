using System.Text.RegularExpressions;

namespace Replicated.Fody.Diagnostics;

/// <summary>What an .editorconfig or .globalconfig file says of the severity of our diagnostics.</summary>
/// <param name="Folder">With slashes, the last character being one.</param>
/// <param name="Level">Of global files: the higher is stronger.</param>
internal sealed record EditorConfig(string Folder, bool IsRoot, bool IsGlobal, int Level, IReadOnlyList<EditorConfigEntry> Entries)
{
    static readonly Regex setting = new(@"^\s*(?<name>[^#;=:\s][^=:]*?)\s*[=:]\s*(?<value>[^#;]*?)\s*([#;].*)?$");
    static readonly Regex header = new(@"^\s*\[(?<section>.*)\]\s*([#;].*)?$");
    static readonly Regex severityName = new(@"^dotnet_diagnostic\.(?<id>\w+)\.severity$", RegexOptions.IgnoreCase);

    internal bool Contains(string file) => file.Replace('\\', '/').StartsWith(Folder, StringComparison.OrdinalIgnoreCase);

    internal static EditorConfig Read(string file)
    {
        string folder = Path.GetDirectoryName(file)!.Replace('\\', '/').TrimEnd('/') + "/";
        var preamble = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var entries = new List<EditorConfigEntry>();
        string? section = null;
        string[] lines = File.ReadAllLines(file);
        bool isGlobal = Path.GetFileName(file) == ".globalconfig";
        for (int i = 0; i < lines.Length; i++)
        {
            if (header.Match(lines[i]) is { Success: true } found)
                section = found.Groups["section"].Value;
            if (setting.Match(lines[i]) is not { Success: true } set)
                continue;
            string name = set.Groups["name"].Value;
            string value = set.Groups["value"].Value.ToLowerInvariant();
            if (section == null)
                preamble[name] = value;
            isGlobal |= section == null && Says("is_global", "true");
            var place = new Place(file, i + 1, 1, i + 1, lines[i].Length + 1);
            // Without a section a line is for nobody, but in a global file for everybody.
            if (severityName.Match(name) is { Success: true } match && (section != null || isGlobal))
                entries.Add(new EditorConfigEntry(place, section == null ? null : FilePattern.Of(section, isGlobal ? null : folder), match.Groups["id"].Value, value));
        }
        int level = preamble.TryGetValue("global_level", out string? text) && int.TryParse(text, out int number) ? number : 0;
        return new EditorConfig(folder, Says("root", "true"), isGlobal, level, entries);

        bool Says(string name, string value) => preamble.TryGetValue(name, out string? said) && said == value;
    }
}
