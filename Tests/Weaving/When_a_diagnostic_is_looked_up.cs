extern alias check;

using System.Text.RegularExpressions;
using check::Replicated.Check;
using Replicated.Fody;
using Replicated.Fody.Diagnostics;
using Replicated.Tests.Check;
using Rules = Replicated.Fody.Diagnostics.Rules;

namespace Replicated.Tests.Weaving;

public class When_a_diagnostic_is_looked_up
{
    static IReadOnlyList<DiagnosticPage> Pages => DiagnosticPage.All;

    /// <summary>Of the weaver, and of the checks of the whole program; of those with one code the weaver's is on top of the page.</summary>
    static IEnumerable<(string Id, string Severity, string Sentence)> All =>
        Rules.All.Select(rule => (rule.Id, rule.Severity.ToString().ToLowerInvariant(), rule.Sentence))
            .Concat(check::Replicated.Check.Rules.All.Select(rule => (rule.Id, rule.Severity.ToString().ToLowerInvariant(), rule.Sentence)))
            .DistinctBy(rule => rule.Id);

    static IEnumerable<DiagnosticPage> PagesOfOneFile => Pages.Where(page => page.IsOfOneFile);

    static IEnumerable<DiagnosticPage> PagesOfAssemblies => Pages.Where(page => page.Assemblies.Count > 0);

    [Test]
    public void there_is_a_page_for_each_code() =>
        Assert.That(Pages.Select(page => page.Code), Is.EqualTo(All.Select(rule => rule.Id).Order(StringComparer.Ordinal)));

    [Test]
    public void the_index_lists_each_page_by_its_title() => Assert.That(
        DiagnosticPage.Index.Split('\n').Where(line => line.StartsWith("| [RPL", StringComparison.Ordinal)),
        Is.EqualTo(Pages.Select(page => $"| [{page.Code}]({page.Code}.md) | {page.Title} | {page.Severity} |")));

    [TestCaseSource(nameof(Pages))]
    public void the_page_shows_what_is_refused(object file) => Assert.That(((DiagnosticPage)file).HasSample, Is.True);

    [TestCaseSource(nameof(Pages))]
    public void the_page_says_what_the_build_says(object file)
    {
        var page = (DiagnosticPage)file;
        var (_, severity, sentence) = All.Single(rule => rule.Id == page.Code);
        Assert.That(page.Severity, Is.EqualTo(severity));
        Assert.That(page.Message, Does.Match("^" + Regex.Replace(Regex.Escape(sentence), @"\\\{\d}", ".*") + "$"));
        Assert.That(page.IsOfOneFile, Is.EqualTo(page.Mended.Code != null), "a sample that is refused is shown mended, too");
    }

    /// <summary>Where only the message differs: REPLICATED_APPROVE=1 writes it into the page.</summary>
    [TestCaseSource(nameof(PagesOfOneFile))]
    public void the_sample_on_the_page_is_refused(object file)
    {
        var page = (DiagnosticPage)file;
        var result = Weave(page.Bad.Code!, page.Bad.Settings);
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Rule.Id).Distinct(), Is.EqualTo([page.Code]), Describe(result));
        if (Environment.GetEnvironmentVariable("REPLICATED_APPROVE") == "1")
            File.WriteAllText(House.Repository.Path(page.File), page.WithMessage(result.Diagnostics[0].Text));
        else
            Assert.That(page.Message, Is.EqualTo(result.Diagnostics[0].Text));
    }

    [TestCaseSource(nameof(PagesOfOneFile))]
    public void the_mended_sample_is_woven_without_a_word(object file)
    {
        var page = (DiagnosticPage)file;
        var result = Weave(page.Mended.Code!, page.Mended.Settings);
        Assert.That(Describe(result), Is.Empty);
    }

    /// <summary>By the weaver, or by the check of what is published together.</summary>
    [TestCaseSource(nameof(PagesOfAssemblies))]
    public void the_assemblies_on_the_page_are_refused(object file)
    {
        var page = (DiagnosticPage)file;
        var built = new Dictionary<string, CompiledSample>();
        var found = new List<string>();
        foreach (var (name, state, code) in page.Assemblies)
        {
            built.Remove(name);
            var assembly = SampleCompiler.Compile(code, name: name, references: [.. built.Values]);
            CompiledSample[] known = [.. built.Values.Where(other => page.Assemblies.Any(shown => shown.Name == other.Name && shown.State != "not found"))];
            if (state == "woven")
            {
                var (result, woven) = SampleWeaver.Weave(assembly, references: known);
                found.AddRange(result.Diagnostics.Select(diagnostic => $"{diagnostic.Rule.Id} {diagnostic.Text}"));
                assembly = woven;
            }
            built.Add(name, assembly);
        }

        Assert.That(found.Count > 0 ? found : Complaints(built.Values), Is.EqualTo([$"{page.Code} {page.Message}"]));
    }

    [Test]
    public void the_message_ends_with_the_page()
    {
        var rule = Rules.AddressReturned;
        var diagnostic = new Diagnostic(rule, rule.Severity, new Place("Bank.cs", 3, 5, 3, 9), "The text.");
        Assert.That(diagnostic.ToCanonicalLine("Bank"), Is.EqualTo("Bank.cs(3,5,3,9): error RPL2001: The text. [docs/diagnostics/RPL2001.md]"));
        Assert.That(diagnostic.ToCanonicalLine("Bank", "/packages/replicated/"), Does.EndWith(" [/packages/replicated/docs/diagnostics/RPL2001.md]"));
        Assert.That(Rules.All.Where(rule => !File.Exists(House.Repository.Path(rule.HelpLink))), Is.Empty);
    }

    static IReadOnlyList<string> Complaints(IEnumerable<CompiledSample> built)
    {
        using var folder = new SampleFolder();
        foreach (var assembly in built)
            folder.Add(assembly);
        return [.. folder.Diagnostics(assemblies => Published.Of(assemblies, new Places(""), isTrimmed: true)).Select(diagnostic => $"{diagnostic.Rule.Id} {diagnostic.Text}")];
    }

    static WeavingResult Weave(string source, string settings) => SampleWeaver.Weave(SampleCompiler.Compile(source), settings).Result;

    static string Describe(WeavingResult result) => string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.ToCanonicalLine("")));
}
