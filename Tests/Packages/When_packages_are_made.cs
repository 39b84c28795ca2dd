using System.IO.Compression;
using System.Xml.Linq;
using Replicated.Tests.Service;

namespace Replicated.Tests.Packages;

[Category("Builds")]
public class When_packages_are_made
{
    static readonly string[] ids = ["Replicated.Fody", "Replicated.Runtime", "replicated-standby"];

    [Test]
    public void there_are_three_of_one_version() =>
        Assert.That(Directory.GetFiles(Packages.Feed).Select(Path.GetFileName), Is.EquivalentTo(ids.Select(id => $"{id}.{Packages.Version}.nupkg")));

    [Test]
    public void the_same_build_gives_the_same_bytes()
    {
        using var again = new TemporaryFolder();
        Packages.PackTo(again.Path);

        foreach (string package in Directory.GetFiles(Packages.Feed))
            Assert.That(File.ReadAllBytes(Path.Combine(again.Path, Path.GetFileName(package))), Is.EqualTo(File.ReadAllBytes(package)), package);
    }

    [Test]
    public void the_weaver_brings_the_runtime_and_Fody_with_its_targets()
    {
        var dependencies = Nuspec("Replicated.Fody").Descendants().Where(element => element.Name.LocalName == "dependency");

        Assert.That(
            dependencies.Select(dependency => $"{(string?)dependency.Attribute("id")} {(string?)dependency.Attribute("include")}"),
            Is.EquivalentTo(["Fody All", "Replicated.Runtime All"]));
    }

    [Test]
    public void the_check_of_the_whole_program_comes_with_the_runtime()
    {
        using var package = ZipFile.OpenRead(FileOf("Replicated.Runtime"));

        Assert.That(package.Entries.Select(entry => entry.FullName), Is.SupersetOf(["buildTransitive/Replicated.Runtime.targets", "tools/net10.0/replicated-check.dll", "lib/net10.0/Replicated.Runtime.dll"]));
    }

    static XDocument Nuspec(string id)
    {
        using var package = ZipFile.OpenRead(FileOf(id));
        using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(nuspec);
    }

    static string FileOf(string id) => Path.Combine(Packages.Feed, $"{id}.{Packages.Version}.nupkg");
}
