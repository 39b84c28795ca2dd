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
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Text), Has.One.Contains("the pattern 'Nobody' in Compare"));
    }

    static IEnumerable<string> Compared(string configuration)
    {
        var plan = SampleWeaver.Weave(SampleCompiler.Compile(Source), configuration).Result.Plan!;
        return [.. plan.Classes.SelectMany(type => type.Members).Concat(plan.Statics.SelectMany(type => type.Members)).Where(member => member.IsCompared).Select(Name)];
    }

    static string Name(ReplicatedMember member) => member.Field.DeclaringType.Name + "." + member.Name;
}
