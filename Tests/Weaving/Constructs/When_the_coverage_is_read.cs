extern alias check;

using System.Reflection;
using System.Text.RegularExpressions;
using Replicated.Fody.Diagnostics;

namespace Replicated.Tests.Weaving.Constructs;

/// <summary>docs/coverage.md lists each construct once, with tests that exist.</summary>
public class When_the_coverage_is_read
{
    static readonly string[] further = ["91a", "91b", "91c", "91d"];

    static readonly string[] faults =
    [
        "Mirror#3129", "Mirror#696", "Mirror#3525", "Mirror#3654", "Mirror#2079", "Mirror#3524", "PropertyChanged#516", "ReactiveUI#2416", "ReactiveUI#2688",
        "realm-dotnet#109", "NullGuard#598", "PropertyChanged#901", "PropertyChanged#53", "AssertMessage#12", "MethodBoundaryAspect#66", "MethodBoundaryAspect#28",
        "tracer#83", "NullGuard#56", "coyote#433", "coyote#336", "coyote#474", "netcode#2690", "cecil#646", "PropertyChanged#794", "cecil#675", "PropertyChanged#18", "Fody#423",
        "Fody#582", "Fody#1023", "Fody#1318", "Fody#491", "Fody#1164", "PropertyChanged#265", "MethodCache#14", "Rougamo#106", "Catel.Fody#41", "NuGetPackageExplorer#1000",
    ];

    static readonly HashSet<string> tests = [.. TestsOf(typeof(When_the_coverage_is_read).Assembly)];

    static IEnumerable<CoverageRow> Rows => CoveragePage.Read().Constructs.Concat(CoveragePage.Read().Faults);

    [Test]
    public void each_construct_stands_once() => Assert.That(
        CoveragePage.Read().Constructs.Select(row => row.Key),
        Is.EquivalentTo(Enumerable.Range(1, 143).Select(number => $"{number}").Concat(further)));

    [Test]
    public void each_fault_stands_once() => Assert.That(CoveragePage.Read().Faults.Select(row => row.Key), Is.EquivalentTo(faults));

    [TestCaseSource(nameof(Rows))]
    public void its_tests_exist(object line)
    {
        var row = (CoverageRow)line;
        Assert.That(row.Tests, row.IsOpen ? Is.Empty : Is.Not.Empty, "a row without a test holds nothing");
        Assert.That(row.Tests.Where(test => !Exists(test)), Is.Empty);
    }

    [Test]
    public void every_sample_of_a_row_is_listed_there()
    {
        var listed = CoveragePage.Read().Constructs.ToDictionary(row => row.Key, row => row.Tests);
        var samples = Construct.Of(typeof(AssemblyToProcess.PlainStores).Assembly).Where(sample => !listed[sample.Row].Contains(sample.Name));
        Assert.That(samples.Select(sample => $"| {sample.Row} | `{sample.Name}`"), Is.Empty);
    }

    [Test]
    public void the_counts_are_right()
    {
        var page = CoveragePage.Read();
        int refused = page.Constructs.Count(row => row.IsRefused);
        int open = page.Constructs.Count(row => row.IsOpen);
        Assert.That(page.Text, Does.Contain($"Of {page.Constructs.Count} constructs, {page.Constructs.Count - refused - open} are handled, {refused} are refused and {open} are open."));
        Assert.That(page.Text, Does.Contain($"{page.Faults.Count} faults of other weavers"));
    }

    [Test]
    public void each_code_that_is_named_is_one_of_the_build()
    {
        var named = Regex.Matches(CoveragePage.Read().Text, @"RPL\d{4}").Select(match => match.Value).Distinct();
        Assert.That(named.Except(Rules.All.Select(rule => rule.Id).Concat(check::Replicated.Check.Rules.All.Select(rule => rule.Id))), Is.Empty);
    }

    /// <summary>What an access or a type is refused or told of for is a part of some construct.</summary>
    [Test]
    public void each_code_for_accesses_and_types_is_named() => Assert.That(
        DiagnosticPage.All.Select(page => page.Code).Where(code => Regex.IsMatch(code, "^RPL[23]") && !CoveragePage.Read().Text.Contains(code, StringComparison.Ordinal)), Is.Empty);

    static bool Exists(string test) => test.StartsWith("RPL", StringComparison.Ordinal)
        ? File.Exists(House.Repository.Path("AssembliesToRefuse/" + test))
        : tests.Contains(test);

    static IEnumerable<string> TestsOf(Assembly assembly) => assembly.GetTypes()
        .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(TestAttribute)) || method.IsDefined(typeof(TestCaseAttribute)) || method.IsDefined(typeof(TestCaseSourceAttribute)) || method.IsDefined(typeof(TheoryAttribute)))
            .Select(method => $"{type.Name}.{method.Name}"))
        .Concat(Construct.Of(typeof(AssemblyToProcess.PlainStores).Assembly).Select(construct => construct.Name));
}
