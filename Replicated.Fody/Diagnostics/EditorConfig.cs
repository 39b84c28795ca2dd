namespace Replicated.Fody.Diagnostics;

/// <summary>What an .editorconfig or .globalconfig file says of the severity of our diagnostics.</summary>
/// <param name="Folder">With slashes, the last character being one.</param>
/// <param name="Level">Of global files: the higher is stronger.</param>
internal sealed record EditorConfig(string Folder, bool IsRoot, bool IsGlobal, int Level, IReadOnlyList<EditorConfigEntry> Entries)
{
    const string Prefix = "dotnet_diagnostic.";
    const string Suffix = ".severity";

    static readonly char[] comment = ['#', ';'];
    static readonly char[] separator = ['=', ':'];

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
            if (SectionIn(lines[i]) is { } found)
            {
                section = found;
                continue;
            }
            if (SettingIn(lines[i]) is not var (name, value))
                continue;
            if (section == null)
                preamble[name] = value;
            isGlobal |= section == null && Says("is_global", "true");
            var place = new Place(file, i + 1, 1, i + 1, lines[i].Length + 1);
            // Without a section a line is for nobody, but in a global file for everybody.
            if (IdIn(name) is { } id && (section != null || isGlobal))
                entries.Add(new EditorConfigEntry(place, section == null ? null : FilePattern.Of(section, isGlobal ? null : folder), id, value));
        }
        int level = preamble.TryGetValue("global_level", out string? text) && int.TryParse(text, out int number) ? number : 0;
        return new EditorConfig(folder, Says("root", "true"), isGlobal, level, entries);

        bool Says(string name, string value) => preamble.TryGetValue(name, out string? said) && said == value;
    }

    /// <summary>What stands in <c>[...]</c>; the last bracket closes it that nothing but a comment follows.</summary>
    static string? SectionIn(string line)
    {
        string text = line.Trim();
        if (text.Length == 0 || text[0] != '[')
            return null;
        for (int end = text.LastIndexOf(']'); end > 0; end = text.LastIndexOf(']', end - 1))
        {
            string after = text.Substring(end + 1).TrimStart();
            if (after.Length == 0 || Array.IndexOf(comment, after[0]) >= 0)
                return text.Substring(1, end - 1);
        }
        return null;
    }

    /// <summary>Name and value of <c>name = value # comment</c>.</summary>
    static (string Name, string Value)? SettingIn(string line)
    {
        string text = line.Trim();
        int at = text.IndexOfAny(separator);
        if (at <= 0 || Array.IndexOf(comment, text[0]) >= 0)
            return null;
        string value = text.Substring(at + 1);
        int end = value.IndexOfAny(comment);
        return (text.Substring(0, at).TrimEnd(), (end < 0 ? value : value.Substring(0, end)).Trim().ToLowerInvariant());
    }

    /// <summary>The diagnostic whose severity a setting of this name says.</summary>
    static string? IdIn(string name)
    {
        if (name.Length <= Prefix.Length + Suffix.Length || !name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || !name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase))
            return null;
        string id = name.Substring(Prefix.Length, name.Length - Prefix.Length - Suffix.Length);
        return id.All(letter => char.IsLetterOrDigit(letter) || letter == '_') ? id : null;
    }
}
