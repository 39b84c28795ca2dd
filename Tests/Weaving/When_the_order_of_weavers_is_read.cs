using System.Xml.Linq;
using Replicated.Fody;
using Replicated.Fody.Find;
using Replicated.Tests.Service;

namespace Replicated.Tests.Weaving;

/// <summary>Which weavers run after ours, as Fody orders them.</summary>
public class When_the_order_of_weavers_is_read
{
    static readonly string[] installed = ["Replicated", "Other", "Third"];

    [TestCase("<Other /><Replicated />", "")]
    [TestCase("<Other /><Replicated /><Third /><Other />", "Third")]
    [TestCase("<REPLICATED /><other />", "other")]
    [TestCase("<Replicated /><Missing />", "", Description = "of which there is no weaver")]
    [TestCase("<Other />", "")]
    public void those_count_whose_element_comes_first_behind_ours(string elements, string later) => Assert.That(After(elements), Is.EqualTo(later));

    [Test]
    public void the_solution_comes_before_the_project_and_that_before_the_property()
    {
        Assert.That(After("<Third />", "<Replicated />", "<Third /><Other />"), Is.EqualTo("Other"));
        Assert.That(After("<Replicated />", "<Other /><Replicated />"), Is.EqualTo("Other"), "the solution says so");
    }

    [Test]
    public void settings_that_stand_twice_in_one_configuration_are_found()
    {
        Assert.That(Repeated("<Replicated /><Other /><replicated Include='A' /><Replicated />"), Is.EqualTo(2));
        Assert.That(Repeated("<Other /><Replicated />", "<Replicated />"), Is.Zero, "the solution's and the project's");
    }

    [Test]
    public void the_build_says_all_that_it_takes()
    {
        using var folder = new TemporaryFolder();
        string weavers = Path.Combine(folder.Path, "FodyWeavers.xml");
        File.WriteAllText(weavers, "<Weavers>\n  <Replicated />\n  <Other />\n</Weavers>");
        string options = Path.Combine(folder.Path, "options");
        File.WriteAllLines(options,
        [
            $"ConfigurationFile={weavers}",
            "WeaverConfiguration=<Weavers><Classes.Second Text=\"a=b;c\" /></Weavers>",
            "Weavers=Replicated.Fody,,Other.Fody,,Several.Fody,Classes.First,Classes.Second",
        ]);

        var later = BuildOptions.Read(options)!.LaterWeavers;

        Assert.That(later.Select(weaver => weaver.Name), Is.EqualTo(["Other", "Classes.Second"]));
        Assert.That(later[0].Place, Is.EqualTo(new Replicated.Fody.Diagnostics.Place(weavers, 3, 4, 3, 9)));
        Assert.That(later[1].Place, Is.Null);
    }

    static int Repeated(params string[] configurations) => WeaverOrder.Repeated(configurations.Select(elements => XDocument.Parse($"<Weavers>{elements}</Weavers>"))).Count;

    static string After(params string[] configurations) =>
        string.Join(' ', WeaverOrder.After(configurations.Select(elements => XDocument.Parse($"<Weavers>{elements}</Weavers>")), installed).Select(weaver => weaver.Name));
}
