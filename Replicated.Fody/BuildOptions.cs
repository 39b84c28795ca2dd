using Replicated.Fody.Diagnostics;

namespace Replicated.Fody;

/// <summary>What the project says that concerns the weaver, beside FodyWeavers.xml.</summary>
/// <param name="HelpFolder">Where the folder <c>docs</c> with the pages of the diagnostics is; ends with a slash.</param>
/// <param name="ConfigurationName">What the targets call all that FodyWeavers.xml says; they had it compiled into the assembly too.</param>
internal sealed record BuildOptions(string HelpFolder, Severities Severities, string ConfigurationName)
{
    /// <summary>Reads lines of <c>Name=Value</c>; null where our targets have not written any.</summary>
    internal static BuildOptions? Read(string file)
    {
        if (!File.Exists(file))
            return null;
        var values = File.ReadAllLines(file)
            .Select(line => line.Split(['='], 2))
            .Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0].Trim(), parts => parts[1].Trim());
        var severities = new Severities(
            Codes("NoWarn"),
            Codes("WarningsAsErrors"),
            Codes("WarningsNotAsErrors"),
            string.Equals(Value("TreatWarningsAsErrors"), "true", StringComparison.OrdinalIgnoreCase),
            Value("Project"),
            [.. values["EditorConfig"].Where(File.Exists).Select(EditorConfig.Read)]);
        return new BuildOptions(Value("Help").Replace('\\', '/'), severities, Value("Configuration"));

        string Value(string name) => values[name].LastOrDefault() ?? "";

        IEnumerable<string> Codes(string name) => Value(name).Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
    }
}
