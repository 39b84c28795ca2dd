using Replicated.Fody.Diagnostics;

namespace Replicated.Tests.Weaving;

public class When_a_project_sets_severities
{
    const string Code = "RPL3014";

    string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("replicated-severities-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void nothing_said_leaves_the_rules_own() => Assert.That(At("State/Bank.cs", Project()), Is.EqualTo(Severity.Warning));

    [Test]
    public void NoWarn_hides_a_warning_whatever_else_is_said() => Assert.That(
        At("State/Bank.cs", Project(noWarn: "rpl3014", asErrors: Code, all: true, configs: Config("[*.cs]\ndotnet_diagnostic.RPL3014.severity = error"))), Is.Null);

    [Test]
    public void WarningsAsErrors_and_TreatWarningsAsErrors_make_an_error_but_for_those_excepted()
    {
        Assert.That(At("State/Bank.cs", Project(asErrors: Code)), Is.EqualTo(Severity.Error));
        Assert.That(At("State/Bank.cs", Project(all: true)), Is.EqualTo(Severity.Error));
        Assert.That(At("State/Bank.cs", Project(all: true, notAsErrors: Code)), Is.EqualTo(Severity.Warning));
    }

    [TestCase("none", null)]
    [TestCase("silent", null)]
    [TestCase("suggestion", Severity.Info)]
    [TestCase("warning", Severity.Warning)]
    [TestCase("ERROR  # for now", Severity.Error)]
    [TestCase("default", Severity.Warning)]
    public void an_editorconfig_file_gives_each_severity(string value, object? expected) =>
        Assert.That(At("State/Bank.cs", Project(configs: Config("[*.cs]\ndotnet_diagnostic.rpl3014.severity = " + value))), Is.EqualTo(expected));

    [TestCase("*", true)]
    [TestCase("*.cs", true)]
    [TestCase("*.{vb,cs}", true)]
    [TestCase("{Bank,Fund}.cs", true)]
    [TestCase("State/*.cs", true)]
    [TestCase("/State/B?nk.cs", true)]
    [TestCase("S**.cs", true)]
    [TestCase("**/Bank.cs", true)]
    [TestCase("[A-C]ank.cs", true)]
    [TestCase("[!B]ank.cs", false)]
    [TestCase("*.vb", false)]
    [TestCase("Other/*.cs", false)]
    [TestCase("/*.cs", false)]
    [TestCase("Bank{1..3}.cs", false)]
    public void a_section_is_for_the_files_that_its_header_matches(string header, bool matches) => Assert.That(
        At("State/Bank.cs", Project(configs: Config($"[{header}]\ndotnet_diagnostic.RPL3014.severity = error"))),
        Is.EqualTo(matches ? Severity.Error : Severity.Warning));

    [Test]
    public void the_nearer_file_and_the_later_line_win()
    {
        var outer = Config("[*.cs]\ndotnet_diagnostic.RPL3014.severity = none\ndotnet_diagnostic.RPL3014.severity = error");
        var inner = Config("[*.cs]\ndotnet_diagnostic.RPL3014.severity = suggestion", "State/.editorconfig");
        Assert.That(At("State/Bank.cs", Project(configs: [inner, outer])), Is.EqualTo(Severity.Info));
        Assert.That(At("Other/Bank.cs", Project(configs: [inner, outer])), Is.EqualTo(Severity.Error));
    }

    [Test]
    public void a_root_hides_the_files_outside_of_it()
    {
        var outer = Config("[*.cs]\ndotnet_diagnostic.RPL3014.severity = error");
        var root = Config("root = true\n[*.cs]\nindent_size = 4", "State/.editorconfig");
        Assert.That(At("State/Bank.cs", Project(configs: [outer, root])), Is.EqualTo(Severity.Warning));
    }

    [Test]
    public void a_global_config_is_for_all_files_and_the_weakest()
    {
        var global = Config("is_global = true\nglobal_level = 1\ndotnet_diagnostic.RPL3014.severity = error", "a.globalconfig");
        var lower = Config("is_global = true\ndotnet_diagnostic.RPL3014.severity = none", "b.globalconfig");
        var near = Config("[*.cs]\ndotnet_diagnostic.RPL3014.severity = suggestion", "State/.editorconfig");
        Assert.That(At("Other/Bank.cs", Project(configs: [global, lower, near])), Is.EqualTo(Severity.Error));
        Assert.That(At("State/Bank.cs", Project(configs: [global, lower, near])), Is.EqualTo(Severity.Info));
        Assert.That(Project(configs: global).Of(Rules.WideStore, null), Is.EqualTo(Severity.Error), "also where there is no place");
    }

    [Test]
    public void a_line_outside_of_sections_says_nothing_where_the_file_is_not_global() =>
        Assert.That(At("State/Bank.cs", Project(configs: Config("dotnet_diagnostic.RPL3014.severity = error"))), Is.EqualTo(Severity.Warning));

    [Test]
    public void an_error_stays_one_and_a_warning_says_so_where_it_was_tried()
    {
        var project = Project(noWarn: "RPL2001", configs: Config("[*.cs]\ndotnet_diagnostic.RPL2001.severity = none\ndotnet_diagnostic.RPL2002.severity = error"));
        Assert.That(project.Of(Rules.AddressReturned, null), Is.EqualTo(Severity.Error));

        var diagnostics = new DiagnosticBag(project);
        project.ReportLowered(diagnostics);

        Assert.That(diagnostics.All.Select(diagnostic => diagnostic.Rule), Is.All.EqualTo(Rules.Lowered));
        Assert.That(diagnostics.All.Select(diagnostic => $"{diagnostic.Place?.Line}: {diagnostic.Text[..48]}"), Is.EqualTo(
        [
            ": The severity of RPL2001 is set by NoWarn, but an",
            "2: The severity of RPL2001 is set to 'none', but an",
        ]));
    }

    [Test]
    public void nothing_is_said_of_a_code_that_the_checks_of_a_whole_program_warn_with_too()
    {
        var project = Project(noWarn: "RPL4001", configs: Config("[*]\ndotnet_diagnostic.RPL4001.severity = none"));
        Assert.That(project.Of(Rules.ForeignBase, null), Is.EqualTo(Severity.Error));

        var diagnostics = new DiagnosticBag(project);
        project.ReportLowered(diagnostics);

        Assert.That(diagnostics.All, Is.Empty);
    }

    /// <summary>A compiler that is told of a severity acts on it; so nothing is emitted where the project has made an error of a warning.</summary>
    [Test]
    public void a_warning_that_is_made_an_error_keeps_the_weaver_from_emitting()
    {
        const string Source = "[Replicated] public class Account { public decimal n; public void Go() => n = 3; }";
        var compiled = SampleCompiler.Compile(Source);
        Assert.That(SampleWeaver.Weave(compiled).Result.Succeeded, Is.True);
        var (result, woven) = SampleWeaver.Weave(compiled, severities: Project(asErrors: Code));
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.ToCanonicalLine("")), Has.Exactly(1).Items.And.All.Contains(": error RPL3014: "));
        Assert.That(woven, Is.SameAs(compiled));
    }

    Severity? At(string file, Severities project) => project.Of(Rules.WideStore, new Place(Path.Combine(folder, file), 1, 1, 1, 2));

    Severities Project(string noWarn = "", string asErrors = "", bool all = false, string notAsErrors = "", params EditorConfig[] configs) =>
        new([noWarn], [asErrors], [notAsErrors], all, Path.Combine(folder, "FodyWeavers.xml"), configs);

    EditorConfig Config(string text, string name = ".editorconfig")
    {
        string file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return EditorConfig.Read(file);
    }
}
