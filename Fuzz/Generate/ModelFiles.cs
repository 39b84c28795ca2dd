namespace Fuzz.Generate;

/// <summary>The sources of the model, which are kept in this assembly.</summary>
static class ModelFiles
{
    internal static IReadOnlyDictionary<string, string> All { get; } = typeof(ModelFiles).Assembly.GetManifestResourceNames().ToDictionary(name => name, Read);

    static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ModelFiles).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
