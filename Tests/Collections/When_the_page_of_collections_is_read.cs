using System.Reflection;
using System.Text.RegularExpressions;
using AssemblyToProcess;
using Replicated.Tests.House;

namespace Replicated.Tests.Collections;

/// <summary>docs/collections.md names each kind of collection, with tests that exist.</summary>
public class When_the_page_of_collections_is_read
{
    static readonly string[] notCases = [nameof(When_priorities_are_equal)];

    static readonly string[][] rows =
        [.. Repository.Read("docs/collections.md").ReplaceLineEndings("\n").Split("## The tests that hold this")[1].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) || Regex.IsMatch(line, "^\\| [a-z]+ \\| `"))
            .Select(line => line.Split(" | "))];

    static IEnumerable<string> Names(int column) => rows.SelectMany(row => Regex.Matches(row[column], "`([^`]+)`").Select(match => match.Groups[1].Value));

    [Test]
    public void it_has_each_kind_that_is_changed_by_code_that_is_not_woven()
        => Assert.That(Names(1).Except(notCases), Is.EquivalentTo(MutableCollections.All.Concat(ImmutableCollections.All).Select(kind => kind.ToString()).Except(notCases).Distinct()));

    [Test]
    public void it_has_each_way_that_woven_code_changes_one()
    {
        string[] names = [.. Names(2)];
        var methods = typeof(Watched).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.ReturnType == typeof(void) && method.Name is not nameof(Watched.Seed) && method.Name[0] != '<').Select(method => method.Name).ToList();
        Assert.That(methods.Where(method => !names.Any(name => method.StartsWith(name, StringComparison.Ordinal))), Is.Empty);
        Assert.That(names.Where(name => !methods.Any(method => method.StartsWith(name, StringComparison.Ordinal))), Is.Empty);
    }
}
