using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Replicated.Tests.House;

/// <summary>One step of the walk that the README draws: the method that an assignment passes in a folder.</summary>
sealed partial record Walk(string Folder, string Type, string Method)
{
    /// <summary>The rows of the table under the heading of the walk: | `folder` | `Type.Method` | ... |</summary>
    internal static IReadOnlyList<Walk> Read()
    {
        string section = Repository.Read("README.md").Split("\n## ").Single(part => part.StartsWith("One assignment, followed", StringComparison.Ordinal));
        return [.. Row().Matches(section).Select(row => new Walk(row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value))];
    }

    public override string ToString() => $"{Folder}: {Type}.{Method}";

    internal bool Exists()
    {
        using var module = ModuleDefinition.ReadModule(Assembly());
        return module.GetTypes().Any(type => SimpleName(type) == Type && InFolder(type) && type.Methods.Any(method => MethodName(method) == Method));
    }

    bool InFolder(TypeDefinition type) => Folder.StartsWith("Samples", StringComparison.Ordinal) || Outermost(type).Namespace == Folder.Replace('/', '.').Replace("Replicated.Runtime", "Replicated", StringComparison.Ordinal);

    /// <summary>The assembly of the project that the folder is in, from the same build as these tests.</summary>
    string Assembly()
    {
        string folder = Folder;
        while (Directory.GetFiles(Repository.Path(folder), "*.csproj").Length == 0)
            folder = Path.GetDirectoryName(folder) is { Length: > 0 } outer ? outer : throw new InvalidOperationException($"no project in or above {Folder}");
        string configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!);
        return Directory.GetFiles(Repository.Path($"{folder}/bin/{configuration}"), $"{Path.GetFileName(folder)}.dll", SearchOption.AllDirectories).First();
    }

    static string SimpleName(TypeDefinition type) => type.Name.Split('`')[0];

    static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>The name as it is written in source: of a constructor and of an accessor too.</summary>
    static string MethodName(MethodDefinition method)
        => method.IsConstructor ? SimpleName(method.DeclaringType) : method.IsSetter || method.IsGetter ? method.Name[4..] : method.Name;

    [GeneratedRegex(@"^\| *`([\w./]+)` *\| *`(\w+)\.(\w+)` *\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
