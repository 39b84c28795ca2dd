using System.Text.RegularExpressions;

namespace Replicated.Tests.House;

public partial class When_the_source_tree_is_read
{
    // Programs such as users write, in namespaces of their own.
    static readonly string[] withNamespacesOfTheirOwn = ["AssemblyToProcess/", "AssembliesToRefuse/", "Samples/", "Tests/Programs/"];

    [Test]
    public void each_namespace_is_its_folder()
    {
        var wrong = CodeFiles()
            .Where(file => !withNamespacesOfTheirOwn.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
            .Select(file => (File: file, Found: DeclaredNamespace(file), Expected: ExpectedNamespace(file)))
            // What the compiler looks for in a namespace of the system must be there.
            .Where(found => found.Found is not null && !found.Found.StartsWith("System.", StringComparison.Ordinal) && found.Found != found.Expected)
            .Select(found => $"{found.File}: namespace {found.Found}, its folder says {found.Expected}");

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void no_folder_is_named_for_a_kind_of_file()
    {
        string[] kinds = ["Helpers", "Common", "Interfaces", "Models", "Utils"];

        Assert.That(Repository.Files().Where(file => file.Split('/').SkipLast(1).Intersect(kinds).Any()), Is.Empty);
    }

    [Test]
    public void no_file_names_a_place_on_one_machine_or_a_package_registry()
    {
        // In pieces, so that this file does not name them either.
        string[] forbidden =
        [
            "nuget" + ".org", "npmjs" + ".", "pypi" + ".", "crates" + ".io", "registry" + ".npm", "proxy.golang" + ".",
            "/home" + "/", "/root" + "/", "/Users" + "/", @"C:\Users" + @"\", "/work" + "/", "/tmp/" + "wt",
        ];

        var found =
            from file in Repository.Files()
            let text = Repository.Read(file)
            from place in forbidden
            where text.Contains(place, StringComparison.OrdinalIgnoreCase)
            select $"{file} names {place}";

        Assert.That(found, Is.Empty);
    }

    [Test]
    public void nothing_is_left_to_be_done_in_code()
        => Assert.That(CodeFiles().Where(file => LeftToBeDone().IsMatch(Repository.Read(file))), Is.Empty);

    static IEnumerable<string> CodeFiles() => Repository.Files().Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    static string? DeclaredNamespace(string file)
    {
        var match = NamespaceLine().Match(Repository.Read(file));
        return match.Success ? match.Groups[1].Value : null;
    }

    static string ExpectedNamespace(string file)
    {
        string[] folders = file.Split('/')[..^1];
        string root = folders[0] switch
        {
            "Replicated.Runtime" => "Replicated",
            "Tests" => "Replicated.Tests",
            var project => project,
        };
        return string.Join('.', [root, .. folders[1..]]);
    }

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"\bTO" + @"DO\b|\bFIX" + @"ME\b|throw new NotImplemented" + "Exception")]
    private static partial Regex LeftToBeDone();
}
