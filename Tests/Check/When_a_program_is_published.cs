extern alias check;

using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;
using check::Replicated.Check;
using Replicated.Tests.House;
using Replicated.Tests.Weaving;

namespace Replicated.Tests.Check;

/// <summary>What is wrong in the assemblies that are published together.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class When_a_program_is_published : IDisposable
{
    const string Library = """
        [Replicated] public class Account { public int n; public DateTime opened; int hidden; [NotReplicated("counted")] int counted; [Replicated(Compare = true)] int compared; public int N { get; set; } public static int ReplicatedCount; }
        [Replicated] public class Page<T> { T held; }
        """;
    const string Contract = "using Deals; namespace Deals { [ProtoBuf.ProtoContract] public class Trade { [ProtoBuf.ProtoMember(1)] public int Count { get; set; } } } ";
    const string MustBeWoven = "[assembly: System.Reflection.AssemblyMetadata(\"Replicated.MustBeWoven\", \"c1\")] ";

    readonly SampleFolder folder = new();
    readonly CompiledSample library = SampleFolder.Weave(SampleCompiler.Compile(Library, name: "Library"));

    public When_a_program_is_published() => folder.Add(library);

    public void Dispose() => folder.Dispose();

    [TestCase("public static void Go(Account a) => a.n = 3;", "Account.n")]
    [TestCase("public static void Go(Account a) => Account.ReplicatedCount++;", "Account.ReplicatedCount")]
    [TestCase("public static void Go(Account a) => int.TryParse(\"3\", out a.n);", "Account.n")]
    [TestCase("public static void Go(Account a) => a.opened = default;", "Account.opened")]
    public void a_store_that_nobody_sees_is_named_with_its_line(string method, string member)
    {
        AddUnwoven("public static class Writer\n{\n    " + method + "\n}");

        string line = Complaints().Single();
        Assert.That(line, Does.Match(@"Sample-\w+\.cs\(3,\d+,3,\d+\): error RPL4011: ").And.Contain($"'Writer.Go' of the assembly 'Sample' accesses '{member}'").And.Contain("weave 'Sample' too"));
    }

    /// <summary>What the compiler has made of it has names that nobody wrote.</summary>
    [TestCase("public static async Task Go(Account a) { await Task.Yield(); a.n = 3; }", 1)]
    [TestCase("public static Action Go(Account a) => () => a.n = 3;", 1)]
    [TestCase("public static Action<Account> Go() => a => a.n = 3;", 1)]
    [TestCase("public static void Go(Account a) { Inner(); void Inner() => a.n = 3; }", 1)]
    [TestCase("public static IEnumerable<int> Go(Account a) { a.n = 3; yield return 1; a.n = 4; }", 2)]
    [TestCase("public static IEnumerable<Action> Go(Account a) { yield return () => a.n = 3; }", 1)]
    public void the_method_is_named_that_somebody_wrote(string method, int times)
    {
        AddUnwoven("public static class Writer { " + method + " }");

        Assert.That(Complaints(), Has.Exactly(times).Items.And.All.Contains("'Writer.Go' of the assembly 'Sample' accesses 'Account.n'"));
    }

    [TestCase("Field, Name = \"hidden\")] extern static ref int N(Account account);", "Account.hidden")]
    [TestCase("Field)] extern static ref int hidden(Account account);", "Account.hidden")]
    [TestCase("StaticField, Name = \"ReplicatedCount\")] extern static ref int N(Account account);", "Account.ReplicatedCount")]
    [TestCase("Field, Name = \"hidden\")] extern static ref int N([UnsafeAccessorType(\"Account, Library\")] object account);", "Account.hidden")]
    [TestCase("Field, Name = \"held\")] extern static ref T N(Page<T> page);", "Page.held")]
    public void an_unsafe_accessor_to_a_member_is_named(string accessor, string member)
    {
        AddUnwoven(AccessorOf(accessor));

        Assert.That(Complaints().Single(), Does.Match(@"Sample-\w+\.cs\(1,1,1,\d+\): error RPL4011: ").And.Contain($"'Thief.{(accessor.Contains("hidden(", StringComparison.Ordinal) ? "hidden" : "N")}' of the assembly 'Sample' accesses '{member}' so that a change would not be seen (an unsafe accessor"));
    }

    [TestCase("Field, Name = \"counted\")] extern static ref int N(Account account);")]
    [TestCase("Field, Name = \"compared\")] extern static ref int N(Account account);")]
    [TestCase("Method, Name = \"hidden\")] extern static int N(Account account);")]
    public void an_unsafe_accessor_to_what_is_no_member_or_compared_is_fine(string accessor)
    {
        AddUnwoven(AccessorOf(accessor));

        Assert.That(Complaints(), Is.Empty);
    }

    /// <summary>The next capture finds it, so nobody complains: not where it is written, and not where it could be.</summary>
    [Test]
    public void a_member_that_is_compared_may_be_written_by_anybody()
    {
        var compared = SampleFolder.Weave(SampleCompiler.Compile("[Replicated] public class Open { [Replicated(Compare = true)] public int n; }", name: "Compared"));
        folder.Add(compared);
        folder.Add(SampleCompiler.Compile("public static class Writer { public static void Go(Open o) { o.n = 3; int.TryParse(\"3\", out o.n); } }", references: compared));

        Assert.That(Complaints().Concat(folder.Check(assemblies => UnwovenWriters.Of(assemblies, []))), Is.Empty);
    }

    [Test]
    public void sources_that_the_compiler_calls_otherwise_are_shown_where_they_are()
    {
        folder.Add(SampleCompiler.CompileCalled("/_/", """
            using System.Runtime.CompilerServices;
            public static class Writer
            {
                public static void Go(Account a) => a.n = 3;
                [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "hidden")] public static extern ref int N(Account account);
            }
            """, library));

        string here = SampleCompiler.Folder;
        Assert.That(Complaints($"{here}=/_").Select(FileAndLine), Is.EquivalentTo([$"{here}/Sample.cs(4", $"{here}/Sample.cs(5"]));
        Assert.That(Complaints("/elsewhere=/_").Select(FileAndLine), Is.EquivalentTo(["/_/Sample.cs(4", "App.csproj : error RPL4011: 'Writer.N' of the assembly 'Sample' accesses 'Account.hidden' so that a change would not be seen"]));

        static string FileAndLine(string complaint) => Regex.Replace(Regex.Match(complaint, @"^[^,]*?(?=,| \(an)").Value, @"Sample-\w+", "Sample");
    }

    static string AccessorOf(string rest) => "using System.Runtime.CompilerServices; public static class Thief<T> { [UnsafeAccessor(UnsafeAccessorKind." + rest + " }";

    /// <summary>Of a weaver that Fody does not run, so that nobody could tell when ours did.</summary>
    [Test]
    public void a_store_that_was_added_after_weaving_is_named()
    {
        var sample = SampleFolder.Weave(SampleCompiler.Compile("[Replicated] public class Entry { public int n; public void Go() => n = 3; }"));
        Assert.That(Complaints(), Is.Empty);
        folder.Add(Change(sample, "Sample", assembly =>
        {
            var entry = assembly.MainModule.GetType("Entry");
            var store = Instruction.Create(OpCodes.Stfld, entry.Fields.Single(field => field.Name == "n"));
            var body = entry.Methods.Single(method => method.Name == "Go").Body;
            foreach (var instruction in new[] { store, Instruction.Create(OpCodes.Ldc_I4_7), Instruction.Create(OpCodes.Ldarg_0) })
                body.Instructions.Insert(0, instruction);
        }));

        Assert.That(Complaints().Single(), Does.Contain("error RPL4011: 'Entry.Go' of the assembly 'Sample' accesses 'Entry.n'").And.Contain("let no tool change 'Sample' after it was woven"));
    }

    [TestCase("public static int Go(Account a) => a.n + a.opened.Day + a.n.CompareTo(3);")]
    [TestCase("public static void Go(Account a) => a.N = 3;")]
    public void what_only_reads_or_uses_a_property_is_fine(string method)
    {
        AddUnwoven("public static class Writer { " + method + " }");

        Assert.That(Complaints(), Is.Empty);
    }

    [Test]
    public void an_assembly_that_must_be_woven_and_is_not_is_named()
    {
        AddUnwoven(MustBeWoven + "[Replicated] public class Entry { public int n; }");

        Assert.That(Complaints().Single(), Does.StartWith("App.csproj : error RPL4012: The assembly 'Sample' was compiled to be woven and is not"));
    }

    [TestCase("public class Plain { public int n; }", false)]
    [TestCase("public class Entry { public static int ReplicatedCount; }", true)]
    [TestCase("[Replicated] public class Entry { public int n; }", true)]
    [TestCase("public class Writer { public static int Go(Account account) => account.N; }", true)]
    public void one_in_which_nothing_is_marked_may_be_as_it_was_compiled_unless_it_refers_to_a_woven_one(string source, bool isNamed)
    {
        AddUnwoven("[assembly: System.Reflection.AssemblyMetadata(\"Replicated.MustBeWovenIfMarked\", \"c1\")] " + source);

        Assert.That(Complaints().Where(line => line.Contains("RPL4012", StringComparison.Ordinal)).Count(), Is.EqualTo(isNamed ? 1 : 0));
    }

    [Test]
    public void an_assembly_that_was_woven_with_another_configuration_is_named()
    {
        folder.Add(SampleFolder.Weave(SampleCompiler.Compile(MustBeWoven + "[Replicated] public class Entry { public int n; }")));

        Assert.That(Complaints().Single(), Does.StartWith("App.csproj : error RPL4014: The assembly 'Sample'"));
    }

    [Test]
    public void an_assembly_that_was_woven_with_the_configuration_that_it_was_compiled_with_is_fine()
    {
        folder.Add(Change(SampleFolder.Weave(SampleCompiler.Compile(MustBeWoven + "[Replicated] public class Entry { public int n; }")), "Sample", assembly =>
            assembly.CustomAttributes.Single(candidate => candidate.AttributeType.Name == "WovenAttribute")
                .Properties.Add(new CustomAttributeNamedArgument("Configuration", new CustomAttributeArgument(assembly.MainModule.TypeSystem.String, "c1")))));

        Assert.That(Complaints(), Is.Empty);
    }

    [Test]
    public void an_assembly_that_was_woven_for_another_contract_than_the_runtime_keeps_is_named()
    {
        folder.Add(ReferencePack.RuntimeFile);
        folder.Add(Change(library, "Older", assembly =>
        {
            var attribute = assembly.CustomAttributes.Single(candidate => candidate.AttributeType.Name == "WovenAttribute");
            attribute.ConstructorArguments[0] = new CustomAttributeArgument(attribute.ConstructorArguments[0].Type, 9);
        }));

        Assert.That(Complaints().Single(), Does.StartWith("App.csproj : error RPL4013: The assembly 'Older' was woven for contract 9"));
    }

    [Test]
    public void an_assembly_that_was_woven_against_another_build_is_named()
    {
        var older = SampleFolder.Weave(SampleCompiler.Compile(Library.Replace("public int n;", "public int n, gone;", StringComparison.Ordinal), name: "Library"));
        folder.Add(SampleFolder.Weave(SampleCompiler.Compile("public static class Writer { public static void Go(Account a) => a.gone = 3; }", references: older), older));

        Assert.That(Complaints().Single(), Does.StartWith("App.csproj : error RPL4016: The assembly 'Sample' was woven against another build of 'Library', whose 'Account'"));
    }

    /// <summary>protobuf-net reads the attributes of a contract by reflection and makes code while the program runs.</summary>
    [TestCase("public Trade held;")]
    [TestCase("public List<Trade[]> held;")]
    [TestCase("public (int, Trade) held;")]
    public void a_class_that_travels_by_its_contract_is_named_where_the_program_is_trimmed_or_native(string member)
    {
        folder.Add(SampleFolder.Weave(SampleCompiler.Compile(Contract + "[Replicated] public class Book { " + member + " }", name: "App")));

        Assert.That(Complaints(isTrimmed: true).Single(), Does.StartWith("App.csproj : error RPL4019: 'App' sends objects of 'Deals.Trade' by their contract"));
        Assert.That(Complaints(), Is.Empty);
    }

    [TestCase("public int held;")]
    [TestCase("[NotReplicated(\"fetched anew\")] public Deals.Trade held;")]
    public void one_that_no_member_holds_is_fine(string member)
    {
        folder.Add(SampleFolder.Weave(SampleCompiler.Compile(Contract + "[Replicated] public class Book { " + member + " }", name: "App")));

        Assert.That(Complaints(isTrimmed: true), Is.Empty);
    }

    [Test]
    public void an_assembly_that_cannot_be_read_is_an_error_and_not_left_out()
    {
        var writer = SampleCompiler.Compile("public static class Writer { public static long Go(Account a) => 0x1122334455667788; }", references: library);
        // The body: its first instruction becomes one that there is not.
        byte[] constant = [0x21, 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11];
        writer.Assembly[writer.Assembly.AsSpan().IndexOf(constant)] = 0x24;
        folder.Add(writer);

        Assert.That(Complaints().Single(), Does.StartWith("App.csproj : error RPL4015: The assembly 'Sample' cannot be checked").And.Contain("Writer.Go"));
    }

    [Test]
    public void what_is_no_assembly_is_left_out()
    {
        folder.Add(Repository.Path("README.md"));

        Assert.That(Complaints(), Is.Empty);
    }

    IReadOnlyList<string> Complaints(string pathMap = "", bool isTrimmed = false) => folder.Check(assemblies => Published.Of(assemblies, new Places(pathMap), isTrimmed));

    void AddUnwoven(string source) => folder.Add(SampleCompiler.Compile(source, references: library));

    static CompiledSample Change(CompiledSample sample, string name, Action<AssemblyDefinition> change)
    {
        using var resolver = new SampleWeaver.Resolver();
        using var module = SampleWeaver.Read(sample, resolver);
        module.Assembly.Name.Name = name;
        change(module.Assembly);
        return SampleWeaver.Write(module, name);
    }
}
