using Microsoft.CodeAnalysis;
using Replicated.Audit;
using Replicated.Tests.Weaving.Constructs;

namespace Replicated.Tests.Weaving;

/// <summary>The audit reads what was written by itself: it finds what the weaver overlooked.</summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_the_written_file_is_audited(OptimizationLevel optimization)
{
    /// <summary>Where their head names its version, which nobody reads.</summary>
    const int VersionOfSymbols = 16;

    CompiledSample before = null!;
    CompiledSample after = null!;

    [OneTimeSetUp]
    public void Weave()
    {
        before = Zoo.Of(optimization).Before;
        after = Zoo.Of(optimization).After;
    }

    [Test]
    public void nothing_is_found() => Assert.That(SampleAudit.FindingsOf(before, after), Is.Empty);

    [Test]
    public void symbols_of_another_id_are_found()
    {
        using var symbols = AuditedAssembly.Open(after.Assembly, after.Symbols);
        Assert.That(FindingsWithChanged(symbols.Symbols!.DebugMetadataHeader!.IdStartOffset), Is.EqualTo(["symbols: AssemblyToProcess: have another id than the assembly names"]));
    }

    [Test]
    public void symbols_that_were_changed_after_they_were_written_are_found() =>
        Assert.That(FindingsWithChanged(VersionOfSymbols), Is.EqualTo(["symbols: AssemblyToProcess: have another checksum than the assembly names"]));

    IReadOnlyList<string> FindingsWithChanged(int offset)
    {
        byte[] changed = [.. after.Symbols];
        changed[offset] ^= 1;
        return SampleAudit.FindingsOf(before, after with { Symbols = changed });
    }

    [Test]
    public void every_access_that_is_left_is_explained()
    {
        var accesses = SampleAudit.AccessesOf(after);
        Assert.That(accesses.Where(access => access.Explanation == null), Is.Empty);
        Assert.That(accesses.Select(access => access.Explanation).Distinct(), Is.EquivalentTo(Enum.GetValues<Explanation>().Cast<Explanation?>()));
    }

    [Test]
    public void an_assembly_that_was_not_woven_is_full_of_raw_accesses()
    {
        var library = SampleWeaver.Weave(SampleCompiler.Compile("[Replicated] public class Account { public int n; public static int s; }", optimization, "Library")).Woven;
        var writer = SampleCompiler.Compile("public class P { void Go(Account a) { a.n = 3; a.n++; int.TryParse(\"1\", out a.n); int read = a.n; Interlocked.Increment(ref a.n); } }", optimization, "Sample", library);
        var accesses = SampleAudit.AccessesOf(writer, library);
        Assert.That(accesses.Select(access => access.Member.ToString()), Is.EqualTo(["Account.n", "Account.n", "Account.n", "Account.n"]));
        Assert.That(accesses.Select(access => access.Explanation), Is.All.Null);
    }

    /// <summary>What the library's own code makes is looked at too, and a kind is named by its type arguments alone; all of it was imported.</summary>
    [TestCase("public Action? Done; void Go() { Sorter.Count(3); Done = Go; }")]
    [TestCase("public object? Any; void Go() => Any = Sorter.Sorted(3);")]
    [TestCase("public int Number; class Derived : Lower { public int More; }")]
    public void it_refers_to_no_assembly_that_only_a_library_it_uses_needs(string members)
    {
        var library = SampleWeaver.Weave(SampleCompiler.Compile(
            """
            [Replicated] public class Box { public int N; } public class Upper<T> : Box { } public class Lower : Upper<SortedSet<int>> { }
            public static class Sorter { public static int Count<T>(T item) => new SortedSet<T> { item }.Count; public static object Sorted<T>(T item) => new SortedSet<T> { item }; }
            """,
            optimization,
            "Library")).Woven;
        var plain = SampleCompiler.Compile($"[Replicated] public class Shelf {{ {members} }}", optimization, "Sample", library);
        var (result, woven) = SampleWeaver.Weave(plain, references: library);
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Rule.Severity == Replicated.Fody.Diagnostics.Severity.Error).Select(diagnostic => diagnostic.ToCanonicalLine("")), Is.Empty);
        Assert.That(SampleAudit.FindingsOf(plain, woven, library), Is.Empty);
    }

    /// <summary>One instruction then writes either, so both are reported after it.</summary>
    [TestCase("(first ? ref items[at] : ref other) = 3;")]
    [TestCase("(first ? ref items[at] : ref other)++;")]
    public void a_write_to_an_element_or_a_member_is_explained(string statement)
    {
        var plain = SampleCompiler.Compile($"[Replicated] public class Shelf {{ int[] items = new int[4]; int other; public void Go(bool first, int at) {{ {statement} }} }}", optimization, "Sample");
        var (result, woven) = SampleWeaver.Weave(plain);
        Assert.That(result.Report!.Lines, Has.Some.Contains("items: ").And.Some.Contains("each change of the collection"), "the array is watched");
        Assert.That(SampleAudit.FindingsOf(plain, woven), Is.Empty);
    }
}
