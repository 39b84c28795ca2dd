using System.Xml.Linq;
using Mono.Cecil;
using Replicated.Fody;
using Replicated.Fody.Diagnostics;
using Replicated.Tests.Weaving.Constructs;

namespace Replicated.Tests.Weaving;

/// <summary>Faults that users of other weavers met, and that no construct of AssemblyToProcess shows: see docs/coverage.md.</summary>
public class When_other_weavers_would_fail
{
    const int Deep = 300;

    static Zoo Zoo => Zoo.Of(Microsoft.CodeAnalysis.OptimizationLevel.Release);

    [Test]
    public void no_reference_is_added_but_the_runtime_and_none_has_another_version()
    {
        using var resolver = new SampleWeaver.Resolver();
        using var before = SampleWeaver.Read(Zoo.Before, resolver);
        using var after = SampleWeaver.Read(Zoo.After, resolver);
        Assert.That(NamesOf(after).Except(NamesOf(before)), Is.Empty, "the samples refer to the runtime themselves");
        Assert.That(NamesOf(after), Is.Unique);
        Assert.That(NamesOf(after).Select(name => name.Split(',')[0]), Has.Member("Replicated.Runtime").And.None.EqualTo("System.Private.CoreLib").And.None.EqualTo("netstandard"));
    }

    [Test]
    public void types_that_are_added_within_others_have_no_name_space()
    {
        using var resolver = new SampleWeaver.Resolver();
        using var after = SampleWeaver.Read(Zoo.After, resolver);
        Assert.That(after.GetTypes().Where(type => type.IsNested && type.Namespace.Length > 0), Is.Empty);
    }

    [Test]
    public void the_reference_to_the_runtime_is_kept() => Assert.That(new ModuleWeaver().ShouldCleanReference, Is.False);

    /// <summary>A type of an assembly of the user's would have to be there when the weaver runs, in the build's own process.</summary>
    [Test]
    public void the_weaver_needs_no_assembly_but_those_of_its_folder() => Assert.That(
        typeof(ModuleWeaver).Assembly.GetReferencedAssemblies().Select(name => name.Name),
        Is.SubsetOf(["netstandard", "FodyHelpers", "Mono.Cecil", "Mono.Cecil.Rocks", "Mono.Cecil.Pdb"]));

    /// <summary>A reference assembly is made before weaving, and has nothing of what the weaver adds.</summary>
    [Test]
    public void others_compile_against_what_was_woven() => Assert.That(
        XDocument.Load(House.Repository.Path("build/Replicated.Fody.props")).Descendants("ProduceReferenceAssembly").Single().Value, Is.EqualTo("false"));

    /// <summary>A coverage tool counts the lines that the symbols name.</summary>
    [Test]
    public void what_is_added_has_no_lines_that_a_coverage_tool_could_count()
    {
        using var resolver = new SampleWeaver.Resolver();
        using var before = SampleWeaver.Read(Zoo.Before, resolver);
        using var after = SampleWeaver.Read(Zoo.After, resolver);
        var known = before.GetTypes().SelectMany(type => type.Methods).Select(method => method.FullName).ToHashSet();
        var added = after.GetTypes().SelectMany(type => type.Methods).Where(method => !known.Contains(method.FullName)).ToList();
        Assert.That(before.GetTypes().SelectMany(type => type.Methods).Count(method => method.DebugInformation.HasSequencePoints), Is.GreaterThan(100), "the symbols are read");
        Assert.That(added, Has.Count.GreaterThan(100));
        Assert.That(added.Where(method => method.DebugInformation.HasSequencePoints).Select(method => method.FullName), Is.Empty);
    }

    /// <summary>What stands for a store must cost no call.</summary>
    [Test]
    public void what_stands_for_a_store_is_small_and_asks_to_be_inlined()
    {
        // Of a static: the store, and twice the holder and its header.
        const int BytesMax = 80;
        using var resolver = new SampleWeaver.Resolver();
        using var after = SampleWeaver.Read(Zoo.After, resolver);
        var stores = after.GetTypes().SelectMany(type => type.Methods).Where(method => method.Name.StartsWith("<Replicated>Store_", StringComparison.Ordinal)).ToList();
        Assert.That(stores, Has.Count.GreaterThan(100));
        Assert.That(stores.Where(method => !method.AggressiveInlining || method.Body.CodeSize > BytesMax).Select(method => method.FullName), Is.Empty);
    }

    [Test]
    public void types_that_are_deep_or_contain_themselves_do_not_end_the_build()
    {
        string nested = string.Concat(Enumerable.Repeat("List<", Deep)) + "int" + new string('>', Deep);
        string derived = string.Concat(Enumerable.Range(1, Deep).Select(i => $"public class C{i} : C{i - 1} {{ int m{i}; }} "));
        string source = $$"""
            [Replicated] public class C0 { public C0 self; public List<C0> list; {{nested}} deep; }
            {{derived}}
            [Replicated] public class G<T> { public G<G<T>> next; public T value; }
            public struct S { public List<S> Items; public Dictionary<int, S?> Map; public C0 Object; }
            [Replicated] public class Holder { public S s; public G<S> g; }
            """;
        var result = SampleWeaver.Weave(SampleCompiler.Compile(source)).Result;
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => diagnostic.Text), Is.Empty);
    }

    [Test]
    public void weaving_the_same_twice_gives_the_same_bytes()
    {
        var again = SampleWeaver.Weave(Zoo.Before, "<Replicated Writers=\"Synchronized\" />").Woven;
        Assert.That(again.Assembly.AsSpan().SequenceEqual(Zoo.After.Assembly), Is.True);
        Assert.That(again.Symbols.AsSpan().SequenceEqual(Zoo.After.Symbols), Is.True);
    }

    static IReadOnlyList<string> NamesOf(ModuleDefinition module) => [.. module.AssemblyReferences.Select(reference => reference.FullName)];
}
