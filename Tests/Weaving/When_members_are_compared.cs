using Replicated.Fody.Plan;

namespace Replicated.Tests.Weaving;

public class When_members_are_compared
{
    const string Source = """
        namespace My;
        public struct Part { public int X; }
        [Replicated] public class Some { [Replicated(Compare = true)] int field; [Replicated(Compare = true)] public int Property { get; set; } int other; [Replicated(Compare = false)] int no; Part part; }
        [Replicated(Compare = true)] public class Whole { int first; public int Second { get; set; } }
        public class Derived : Whole { int own; }
        [Replicated] public class ByPattern { int one; int two; }
        public static class Statics { [Replicated(Compare = true)] static int count; [Replicated] static int other; }
        """;

    [Test]
    public void an_attribute_on_the_member_or_its_class_says_so() =>
        Assert.That(Compared("<Replicated />"), Is.EquivalentTo(["Some.field", "Some.Property", "Whole.first", "Whole.Second", "Statics.count"]));

    [TestCase("My.ByPattern", "ByPattern.one", "ByPattern.two")]
    [TestCase("My.ByPattern::two", "ByPattern.two")]
    [TestCase("My.Der*, My.Some::part", "Derived.own", "Some.part")]
    public void a_pattern_of_the_configuration_says_so(string pattern, params string[] members) =>
        Assert.That(Compared($"<Replicated Compare=\"{pattern}\" />").Except(Compared("<Replicated />")), Is.EquivalentTo(members));

    [Test]
    public void a_pattern_that_matches_nothing_is_a_warning()
    {
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(Source), "<Replicated Compare=\"Nobody\" />");
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Text), Has.One.Contains("The pattern 'Nobody' in Compare"));
    }

    const string Kept = """
        [Replicated] public class Account
        {
            [Replicated(Compare = true)] public int n; [Replicated(Compare = true)] public static int s;
            public ref int Returned() => ref n;
            public static ref int ReturnedStatic() => ref s;
            public unsafe void Pinned() { fixed (int* p = &n) Kept = p; }
            public Span<int> Spanned() => new Span<int>(ref n);
            [NotReplicated("a pointer")] unsafe int* Kept;
        }
        """;

    /// <summary>Rows 57, 58, 61: what is refused otherwise, since nobody sees what is written later.</summary>
    [Test]
    public void their_address_may_be_kept()
    {
        Assert.That(SampleWeaver.Weave(SampleCompiler.Compile(Kept)).Result.Diagnostics, Is.Empty);
        Assert.That(SampleWeaver.Weave(SampleCompiler.Compile(Kept.Replace("Compare = true", "Compare = false"))).Result.Succeeded, Is.False);
    }

    [Test]
    public void an_assembly_that_uses_theirs_may_keep_it_too()
    {
        const string User = "public static class User { public static ref int Of(Base b) => ref b.n; }";
        var program = WovenProgram.From(Microsoft.CodeAnalysis.OptimizationLevel.Release, "<Replicated />", "[Replicated] public class Base { [Replicated(Compare = true)] public int n; }", User);
        Assert.That(SampleAudit.AccessesOf(program.Samples[1], [.. program.Samples]).Select(access => access.Problem), Is.EqualTo(new string?[] { null }));
    }

    static IEnumerable<string> Compared(string configuration)
    {
        var plan = SampleWeaver.Weave(SampleCompiler.Compile(Source), configuration).Result.Plan!;
        return [.. plan.Classes.SelectMany(type => type.Members).Concat(plan.Statics.SelectMany(type => type.Members)).Where(member => member.IsCompared).Select(Name)];
    }

    static string Name(ReplicatedMember member) => member.Field.DeclaringType.Name + "." + member.Name;
}
