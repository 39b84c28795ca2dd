using System.Reflection;
using System.Runtime.Loader;
using System.Xml.Linq;
using Replicated.Takeover;

namespace Replicated.Tests.Weaving;

/// <summary>The attribute that the build writes and the fuse that reads it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class When_an_assembly_must_be_woven
{
    const string Written = "[assembly: System.Reflection.AssemblyMetadata(\"Replicated.MustBeWoven\", \"c1\")] ";
    const string IfMarked = "[assembly: System.Reflection.AssemblyMetadata(\"Replicated.MustBeWovenIfMarked\", \"c1\")] ";
    const string Marked = Written + "[Replicated] public class Account { public int n; }";
    const string Unmarked = Written + "public class Account { public int n; }";

    readonly AssemblyLoadContext context = new(nameof(When_an_assembly_must_be_woven));

    [Test]
    public void one_that_is_not_is_refused_by_name() => AssertRefused(SampleCompiler.Compile(Marked), "Sample was compiled to be woven and is not woven");

    [Test]
    public void one_that_was_woven_with_another_configuration_is_refused() => AssertRefused(Weave(Marked, "c2"), "(c1) than it was woven with (c2)");

    [Test]
    public void one_of_which_it_is_not_known_what_it_was_woven_with_is_refused() => AssertRefused(Weave(Marked, null), "(c1) than it was woven with (none)");

    [TestCase(Marked)]
    [TestCase(Unmarked)]
    public void one_that_is_woven_is_accepted_with_and_without_marks(string source) => Assert.That(() => Fuse.Check([Load(Weave(source, "c1"))]), Throws.Nothing);

    [TestCase("[Replicated] public class Account { public int n; }")]
    [TestCase("public class Account { [Replicated] public int n; }")]
    [TestCase("public class Account { public int ReplicatedCount; }")]
    [TestCase("public class Account { public static int ReplicatedCount { get; set; } }")]
    [TestCase("public static class Account { static int __replicatedCount = 1; public static int N => __replicatedCount; }")]
    [TestCase("public static class Account { public static event Action ReplicatedEvent; }")]
    [TestCase("public class ReplicatedAccount;")]
    [TestCase("public static class Account { public static int Bank() => Replication.WasTakenOver ? 1 : 2; }")]
    public void one_that_shows_marks_of_its_own_is_refused_until_it_is(string source)
    {
        AssertRefused(SampleCompiler.Compile(IfMarked + source), "Sample was compiled to be woven and is not woven");
        Assert.That(() => Fuse.Check([LoadElsewhere(Weave(IfMarked + source, "c1"))]), Throws.Nothing);
    }

    [TestCase("[Replicated] public class Account { public int n; }")]
    [TestCase("public class Account { [Replicated] int n; public int N => n; }")]
    [TestCase("public class Account { [Replicated] public static int N { get; set; } }")]
    public void one_whose_build_had_nothing_of_ours_is_refused_for_its_attributes(string source)
    {
        AssertRefused(SampleCompiler.Compile(source), "Sample has marks of [Replicated] and its build does not weave");
        Assert.That(() => Fuse.Check([LoadElsewhere(SampleWeaver.Weave(SampleCompiler.Compile(source)).Woven)]), Throws.Nothing);
    }

    [TestCase("public class ReplicatedNames { public int ReplicatedCount; }")]
    [TestCase("public class Reader { public Type Attribute => typeof(ReplicatedAttribute); }")]
    public void one_whose_build_had_nothing_of_ours_and_that_has_no_attributes_is_accepted(string source) =>
        Assert.That(() => Fuse.Check([Load(SampleCompiler.Compile(source))]), Throws.Nothing);

    [Test]
    public void one_that_shows_none_is_left_as_it_is_and_accepted_unless_it_refers_to_a_woven_one()
    {
        var library = SampleWeaver.Weave(SampleCompiler.Compile("[Replicated] public class Account { public int n; }", name: "Library")).Woven;
        const string Writer = IfMarked + "public static class Writer { public static void Go(Account account) => account.n = 3; }";
        var plain = LoadElsewhere(Weave(IfMarked + "public class Plain { public int n; }", "c1"));
        Assert.That(plain.GetReferencedAssemblies().Select(reference => reference.Name), Has.None.EqualTo("Replicated.Runtime"));
        var writer = Load(SampleCompiler.Compile(Writer, references: library));
        Assert.That(() => Fuse.Check([plain]), Throws.Nothing);
        Assert.That(() => Fuse.Check([writer]), Throws.Nothing, "nothing says that what it refers to is woven");
        Assert.That(() => Fuse.Check([plain, writer, Load(library)]), Throws.InstanceOf<StartupException>());
    }

    [Test]
    public void one_that_was_loaded_before_the_woven_one_that_it_refers_to_is_refused_then()
    {
        var library = SampleWeaver.Weave(SampleCompiler.Compile("[Replicated] public class Account { public int n; }", name: "Late")).Woven;
        var fuse = new Fuse();
        fuse.Note(Load(SampleCompiler.Compile(IfMarked + "public static class Early { public static void Go(Account account) => account.n = 3; }", name: "Early", references: library)));
        fuse.CheckLoaded();
        fuse.Note(Load(library));

        Assert.That(fuse.CheckLoaded, Throws.InstanceOf<ReplicationException>().With.Message.StartsWith("Early was compiled to be woven"));
    }

    [Test]
    public void one_that_nobody_asked_to_be_woven_is_accepted() => Assert.That(() => Fuse.Check([Load(SampleCompiler.Compile("public class Account;"))]), Throws.Nothing);

    [Test]
    public void one_that_is_loaded_late_is_refused_by_each_commit_from_then_on()
    {
        var fuse = new Fuse();
        fuse.CheckLoaded();
        fuse.Note(Load(SampleCompiler.Compile(Marked)));

        Assert.That(fuse.CheckLoaded, Throws.InstanceOf<ReplicationException>().With.Message.StartsWith("Sample was compiled to be woven"));
        fuse.Note(typeof(object).Assembly);
        Assert.That(fuse.CheckLoaded, Throws.InstanceOf<ReplicationException>());
    }

    [Test]
    public void whatever_the_process_loads_is_looked_at()
    {
        var fuse = new Fuse();
        fuse.Watch();
        Load(SampleCompiler.Compile(Marked));

        Assert.That(fuse.CheckLoaded, Throws.InstanceOf<ReplicationException>().With.Message.StartsWith("Sample was compiled to be woven"));
    }

    [Test]
    public void one_that_is_not_is_refused_at_the_start()
    {
        var program = new WovenProgram([SampleCompiler.Compile(Marked)]);
        Assert.That(() => Start(program), Throws.InnerException.Message.StartsWith("Sample was compiled to be woven and is not woven"));
    }

    [TestCase("Commit")]
    [TestCase("CommitAsync")]
    public void one_that_is_loaded_after_the_start_is_refused_by_the_next_commit(string commit)
    {
        var program = WovenProgram.From("[Replicated] public class Account { public int n; }");
        Start(program);
        Load(SampleCompiler.Compile(Marked));
        var method = program.RuntimeType("Replication").GetMethod(commit)!;
        Assert.That(
            () => method.Invoke(null, [.. method.GetParameters().Select(parameter => parameter.DefaultValue)]),
            Throws.InnerException.Message.StartsWith("Sample was compiled to be woven and is not woven"));
    }

    /// <summary>What <c>Replication.Start</c> does first, in the runtime that the program has for itself.</summary>
    static void Start(WovenProgram program) => program.RuntimeType("Takeover.WovenAssemblies")
        .GetMethod("Announce", BindingFlags.Static | BindingFlags.NonPublic, [typeof(IReadOnlyList<Assembly>)])!
        .Invoke(null, [new[] { program.Assembly }]);

    void AssertRefused(CompiledSample sample, string said) => Assert.That(
        () => Fuse.Check([typeof(object).Assembly, Load(sample)]),
        Throws.InstanceOf<StartupException>().With.Message.Contains(said).And.Property(nameof(StartupException.ExitCode)).EqualTo(ExitCodes.NotWoven));

    static Assembly LoadElsewhere(CompiledSample sample) => new AssemblyLoadContext("elsewhere").LoadFromStream(new MemoryStream(sample.Assembly));

    Assembly Load(CompiledSample sample) => context.LoadFromStream(new MemoryStream(sample.Assembly));

    static CompiledSample Weave(string source, string? configurationName)
    {
        var sample = SampleCompiler.Compile(source);
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(sample, resolver);
        Assert.That(Replicated.Fody.Weaving.Weave(module, new XElement("Replicated"), configurationName == null ? null : SampleWeaver.BuildOf(configurationName)).Succeeded, Is.True);
        return SampleWeaver.Write(module, sample.Name);
    }
}
