using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

public class When_classes_derive
{
    const string Library = """
        [Replicated] public class Base { public int f; protected string text; [NotReplicated("computed")] public int cache; public virtual int P { get; set; } }
        [Replicated] public class Generic<A, B> : Base { public A a; public List<B> list; }
        public class Unmarked : Generic<int, string> { public int added; }
        public class Parts { [Replicated] public int marked; public int other; }
        """;

    const string Program = """
        public class Derived : Base
        {
            public new int f; public int own; public override int P { get; set; }
            public static void Store(Derived d) { d.f = 1; d.own = 2; d.text = "t"; d.cache = 3; ((Base)d).f = 4; d.P = 6; int.TryParse("3", out ((Base)d).f); }
        }
        public class Closed<C> : Generic<C, Dictionary<C, string>> { public C c; public static void Store(Closed<C> d) { d.c = default; d.a = default; d.list = null; d.f = 2; } }
        public class MoreParts : Parts { [Replicated] public int more; public int rest; public static void Store(MoreParts p) { p.marked = 1; p.other = 2; p.more = 3; p.rest = 4; } }
        public static class Run
        {
            public static void Store(Unmarked u) { u.added = 1; u.a = 2; }
            public static void StoreClosed(Closed<string> c) => Closed<string>.Store(c);
        }
        """;

    static WovenProgram OneAssembly() => WovenProgram.From(Library + Program);

    static WovenProgram TwoAssemblies() => WovenProgram.From(OptimizationLevel.Release, "<Replicated />", Library, Program);

    static WovenProgram Weave(bool acrossAssemblies) => acrossAssemblies ? TwoAssemblies() : OneAssembly();

    [Theory]
    public void members_are_numbered_base_first(bool acrossAssemblies)
    {
        var program = Weave(acrossAssemblies);
        Assert.That(program.MemberNames(program.New("Derived")), Is.EqualTo(["f", "text", "P", "Derived.f", "own", "Derived.P"]));
    }

    [Test]
    public void a_member_that_hides_one_of_a_class_of_the_same_name_has_a_name_of_its_own()
    {
        var program = WovenProgram.From("""
            namespace One { [Replicated] public class Node { public int x; } }
            namespace Two { public class Node : One.Node { public new int x; } }
            namespace Three { public class Node : Two.Node { public new int x; } }
            """);
        Assert.That(program.MemberNames(program.New("Three.Node")), Is.EqualTo(["x", "Two.Node.x", "Three.Node.x"]));
    }

    [TestCase("public struct Plain { public int n; }")]
    [TestCase("public class Plain { public int n; }")]
    public void a_type_that_a_woven_assembly_does_not_mark_is_to_be_marked_there(string declared)
    {
        var library = SampleWeaver.Weave(SampleCompiler.Compile("[Replicated] public class Woven { } " + declared, name: "Library")).Woven;
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile("[Replicated] public class Account { Plain plain = default; }", references: library), references: library);
        Assert.That(result.Diagnostics.Single().Text, Does.StartWith("'Account.plain' is of type 'Plain', which is not replicated; mark that with [Replicated] or Include where it is declared"));
    }

    [Theory]
    public void stores_to_own_and_inherited_members_are_marked(bool acrossAssemblies)
    {
        var program = Weave(acrossAssemblies);
        Assert.That(program.MarkedBy(program.New("Derived"), "Derived.Store"), Is.EquivalentTo(["f", "text", "Derived.f", "own", "Derived.P"]));
    }

    [Theory]
    public void members_of_generic_bases_are_marked(bool acrossAssemblies)
    {
        var program = Weave(acrossAssemblies);
        object closed = Activator.CreateInstance(program.Type("Closed`1").MakeGenericType(typeof(string)))!;
        Assert.That(program.MemberNames(closed), Is.EqualTo(["f", "text", "P", "a", "list", "c"]));
        Assert.That(program.MarkedBy(closed, "Run.StoreClosed"), Is.EquivalentTo(["c", "a", "list", "f"]));
    }

    [Theory]
    public void a_class_of_marked_members_replicates_only_these(bool acrossAssemblies)
    {
        var program = Weave(acrossAssemblies);
        Assert.That(program.MemberNames(program.New("MoreParts")), Is.EqualTo(["marked", "more"]));
        Assert.That(program.MarkedBy(program.New("MoreParts"), "MoreParts.Store"), Is.EqualTo(["marked", "more"]));
    }

    [Test]
    public void a_class_derived_from_a_replicated_one_needs_no_mark()
    {
        var program = OneAssembly();
        Assert.That(program.MemberNames(program.New("Unmarked")), Is.EqualTo(["f", "text", "P", "a", "list", "added"]));
        Assert.That(program.MarkedBy(program.New("Unmarked"), "Run.Store"), Is.EquivalentTo(["added", "a"]));
    }

    [Test]
    public void members_beyond_the_63rd_share_the_last_bit()
    {
        string fields = string.Concat(Enumerable.Range(0, 70).Select(i => $"public int m{i}; "));
        var program = WovenProgram.From($"[Replicated] public class Wide {{ {fields} public static void Low(Wide w) => w.m62 = 1; public static void High(Wide w) => w.m69 = 1; }}");
        object wide = program.New("Wide");
        Assert.That(program.MarkedBy(wide, "Wide.Low"), Is.EqualTo(["m62"]));
        Assert.That(program.MarkedBy(wide, "Wide.High"), Is.EqualTo(["m63", "m64", "m65", "m66", "m67", "m68", "m69"]));
    }
}
