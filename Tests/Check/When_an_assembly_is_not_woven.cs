extern alias check;

using check::Replicated.Check;
using Replicated.Tests.Weaving;

namespace Replicated.Tests.Check;

/// <summary>Members that the build of a whole program could write without its being seen.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class When_an_assembly_is_not_woven : IDisposable
{
    const string Writer = "public class Writer { public object Held(Account account) => account; }";

    readonly SampleFolder folder = new();

    public void Dispose() => folder.Dispose();

    [TestCase("[Replicated] public class Account { public int n; }", "Account.n")]
    [TestCase("[Replicated] public class Account { protected int n; }", "Account.n")]
    [TestCase("[Replicated] public class Account { protected internal int n; }", "Account.n")]
    [TestCase("public class Account { public static int ReplicatedCount; }", "Account.ReplicatedCount")]
    [TestCase("public class Account { [Replicated] public class Entry<T> { public int n; } }", "Account.Entry.n")]
    [TestCase("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Sample\")] [Replicated] public class Account { internal int n; }", "Account.n")]
    [TestCase("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Sample\")] public class Account; [Replicated] class Entry { public int n; }", "Entry.n")]
    [TestCase("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Sample\")] [Replicated] public class Account { private protected int n; }", "Account.n")]
    [TestCase("public class Account { [Replicated] protected class Entry { public int n; } }", "Account.Entry.n")]
    public void a_member_that_it_could_write_is_an_error_that_names_both(string library, string member) =>
        Assert.That(LinesWith(library), Is.EqualTo([$"App.csproj : error RPL4001: The assembly 'Sample' is not woven and could write '{member}' of 'Library' without its being seen; weave 'Sample' too, by Replicated.Fody in its project, or make each private or a property, or leave it out with [NotReplicated(\"how it is rebuilt\")]. [docs/diagnostics/RPL4001.md]"]));

    [TestCase("[Replicated] public class Account { public int N { get; set; } }")]
    [TestCase("[Replicated] public class Account { public readonly int n; }")]
    [TestCase("[Replicated] public class Account { internal int n; int m; }")]
    [TestCase("[Replicated] public class Account { private protected int n; }")]
    [TestCase("[Replicated] public sealed class Account { protected int n; }")]
    [TestCase("public class Account; class Hidden { [Replicated] public class Entry { public int n; } }")]
    [TestCase("[Replicated] public class Account { [NotReplicated(\"counted\")] public int n; }")]
    [TestCase("public class Account { [Replicated] class Entry { public int n; } }")]
    [TestCase("public class Account { public int n; [Replicated] int m; }")]
    public void what_it_cannot_write_is_no_error(string library) => Assert.That(LinesWith(library), Is.Empty);

    [Test]
    public void a_friend_is_known_by_its_name_whatever_its_key_is()
    {
        string file = folder.Add(SampleCompiler.Compile("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Sample, PublicKey=00000000000000000400000000000000\")]", name: "Library"));

        Assert.That(FactsReader.Read(file)!.Friends, Is.EqualTo(["Sample"]));
    }

    [Test]
    public void many_members_are_named_by_the_first_few() =>
        Assert.That(LinesWith("[Replicated] public class Account { public int a, b, c, d, e; }").Single(), Does.Contain("'Account.a', 'Account.b', 'Account.c' and 2 more of 'Library'"));

    [Test]
    public void an_assembly_that_is_woven_may_write()
    {
        var library = AddWoven("[Replicated] public class Account { public int n; }");
        folder.Add(SampleFolder.Weave(SampleCompiler.Compile("public class Writer { public void Write(Account account) => account.n = 3; }", references: library), library));

        Assert.That(folder.Check(assemblies => UnwovenWriters.Of(assemblies, [])), Is.Empty);
    }

    [Test]
    public void of_one_from_a_package_the_check_of_what_is_published_decides()
    {
        var library = AddWoven("[Replicated] public class Account { public int n; }");
        string writer = folder.Add(SampleCompiler.Compile(Writer, references: library));

        Assert.That(folder.Check(assemblies => UnwovenWriters.Of(assemblies, [writer])).Single(), Does.StartWith("App.csproj : warning RPL4001: The assembly 'Sample' is not woven").And.Contain("what is published decides"));
    }

    [Test]
    public void who_packs_the_member_is_warned_of_builds_that_are_not_known_yet()
    {
        AddWoven("[Replicated] public class Account { public int n; internal int m; }");

        Assert.That(folder.Check(assemblies => UnwovenWriters.InPackage(assemblies, folder.Files.Single())).Single(), Does.StartWith("App.csproj : warning RPL4001: Whoever uses 'Library' without weaving could write 'Account.n' without"));
    }

    [Test]
    public void who_packs_a_file_of_another_name_than_the_assembly_in_it_is_warned()
    {
        AddWoven("[Replicated] public class Account { public int n; }");
        string file = folder.Rename("Library", "Packed");

        Assert.That(folder.Check(assemblies => UnwovenWriters.InPackage(assemblies, file)).Single(), Does.Contain("Whoever uses 'Library' without weaving could write 'Account.n'"));
    }

    [Test]
    public void one_of_the_platform_is_found_by_its_name_whatever_its_file_is_called()
    {
        folder.Add(SampleCompiler.Compile("public class Account;", name: "Library"));
        using var assemblies = new Brought([], [folder.Rename("Library", "Packed")]);

        Assert.That(assemblies.Opened.Find("Library")?.Name, Is.EqualTo("Library"));
        Assert.That(assemblies.Opened.Find("Packed"), Is.Null);
    }

    [Test]
    public void who_packs_nothing_that_is_open_is_not_warned()
    {
        AddWoven("[Replicated] public class Account { public int N { get; set; } }");

        Assert.That(folder.Check(assemblies => UnwovenWriters.InPackage(assemblies, folder.Files.Single())), Is.Empty);
    }

    [TestCase("[Replicated] public class Entry { }", "Entry")]
    [TestCase("public class Entry { public class Inner<T> { [Replicated] int n; } }", "Entry.Inner.n")]
    [TestCase("public class Entry { [Replicated] public static int N { get; set; } }", "Entry.N")]
    public void marks_of_its_own_are_an_error_that_names_them(string source, string marked)
    {
        folder.Add(SampleCompiler.Compile(source));
        Assert.That(IdleMarksOf(), Is.EqualTo([$"App.csproj : error RPL4018: The assembly 'Sample' marks '{marked}' with [Replicated] and is not woven, so nothing of it would be replicated; add the package Replicated.Fody to its project, or remove the marks. [docs/diagnostics/RPL4018.md]"]));
    }

    [Test]
    public void marks_of_one_that_is_woven_are_no_error()
    {
        AddWoven("[Replicated] public class Account { public int n; }");
        Assert.That(IdleMarksOf(), Is.Empty);
    }

    IReadOnlyList<string> IdleMarksOf() => folder.Check(assemblies => assemblies.All.SelectMany(assembly => IdleMarks.Of(assemblies, assembly)));

    IReadOnlyList<string> LinesWith(string source)
    {
        var library = AddWoven(source);
        folder.Add(SampleCompiler.Compile(Writer, references: library));
        return folder.Check(assemblies => UnwovenWriters.Of(assemblies, []));
    }

    CompiledSample AddWoven(string source)
    {
        var library = SampleFolder.Weave(SampleCompiler.Compile(source, name: "Library"));
        folder.Add(library);
        return library;
    }
}
