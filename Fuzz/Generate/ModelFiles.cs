namespace Fuzz.Generate;

/// <summary>The sources of the model, which are kept in this assembly.</summary>
static class ModelFiles
{
    /// <summary>What random methods are compiled with.</summary>
    internal static IReadOnlyDictionary<string, string> Methods { get; } = Of("Methods/");

    /// <summary>What stands between the model and random methods.</summary>
    internal static IReadOnlyDictionary<string, string> Between { get; } = Of("Between/");

    /// <summary>What random classes with collections are compiled with.</summary>
    internal static IReadOnlyDictionary<string, string> Collections { get; } = Of("Collections/");

    static Dictionary<string, string> Of(string folder) =>
        typeof(ModelFiles).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).ToDictionary(name => name[folder.Length..], Read);

    static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ModelFiles).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
