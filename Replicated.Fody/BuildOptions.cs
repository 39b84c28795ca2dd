using System.Xml.Linq;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;

namespace Replicated.Fody;

/// <summary>What the project says that concerns the weaver, beside FodyWeavers.xml.</summary>
/// <param name="HelpFolder">Where the folder <c>docs</c> with the pages of the diagnostics is; ends with a slash.</param>
/// <param name="Sources">Where the sources are that the compiler has called otherwise; null where it has not.</param>
/// <param name="ConfigurationName">What the targets call all that FodyWeavers.xml says; they had it compiled into the assembly too, and it stays readable on the woven one.</param>
/// <param name="LaterWeavers">Those that Fody runs after this one on the same module.</param>
/// <param name="RepeatedSettings">Where settings stand again that stand in the same configuration already.</param>
internal sealed record BuildOptions(
    string HelpFolder, Severities Severities, PathMap? Sources, string ConfigurationName, IReadOnlyList<LaterWeaver> LaterWeavers, IReadOnlyList<Place?> RepeatedSettings)
{
    /// <summary>Whether no other weaver changes the module.</summary>
    internal bool IsAlone { get; init; }

    /// <summary>What Fody reads, in its order.</summary>
    internal IReadOnlyList<XDocument> Configurations { get; init; } = [];

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
            Words("NoWarn"),
            Words("WarningsAsErrors"),
            Words("WarningsNotAsErrors"),
            string.Equals(Value("TreatWarningsAsErrors"), "true", StringComparison.OrdinalIgnoreCase),
            Value("WithoutPlace"),
            [.. values["EditorConfig"].Where(File.Exists).Select(EditorConfig.Read)]);
        var configurations = ReadConfigurations().ToList();
        string[] installed = [.. Words("Weavers").Select(NameOf)];
        return new BuildOptions(
            Value("Help"), severities, Value("PathMap") is { Length: > 0 } map ? new PathMap(map) : null, Value("Configuration"),
            WeaverOrder.After(configurations, installed), WeaverOrder.Repeated(configurations))
        {
            IsAlone = WeaverOrder.IsAlone(configurations, installed),
            Configurations = configurations,
        };

        string Value(string name) => values[name].LastOrDefault() ?? "";

        IEnumerable<XDocument> ReadConfigurations()
        {
            foreach (string file in values["ConfigurationFile"].Where(File.Exists))
                yield return XDocument.Load(file, LoadOptions.SetBaseUri | LoadOptions.SetLineInfo);
            if (Value("WeaverConfiguration") is { Length: > 0 } text)
                yield return XDocument.Parse(text);
        }

        // A weaver is called as its file, or as one of the classes that its package names.
        static string NameOf(string weaver) => weaver.EndsWith(".Fody", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(weaver) : weaver;

        IEnumerable<string> Words(string name) => Value(name).Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
    }
}
