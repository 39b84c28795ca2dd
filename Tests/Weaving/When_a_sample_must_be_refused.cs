using Replicated.Fody.Diagnostics;

namespace Replicated.Tests.Weaving;

public class When_a_sample_must_be_refused
{
    // Two assemblies, other languages, a broken build: tests of their own in When_a_build_is_set_up_wrongly, When_an_assembly_cannot_be_written and When_a_project_sets_severities.
    static readonly string[] notOfOneFile = ["RPL2013", "RPL2014", "RPL2015", "RPL3013", "RPL4010", "RPL5002", "RPL5003", "RPL5004", "RPL5005", "RPL5011", "RPL5012", "RPL5014", "RPL5015", "RPL5016", "RPL5017", "RPL9001"];

    static IReadOnlyList<SampleToRefuse> Samples => SampleToRefuse.All;

    [TestCaseSource(nameof(Samples))]
    public void each_code_stands_at_its_line(object file)
    {
        var sample = (SampleToRefuse)file;
        var compiled = SampleCompiler.Compile(sample.Source);
        var (result, woven) = SampleWeaver.Weave(compiled, sample.Settings);
        string found = string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.ToCanonicalLine("")));
        Assert.That(result.Diagnostics.Select(diagnostic => $"{diagnostic.Rule.Id}@{diagnostic.Place?.Line}").Distinct(), Is.EquivalentTo(sample.Expected), found);
        Assert.That(sample.Expected.Select(expected => expected[..7]).Distinct(), Is.EqualTo([sample.Code]), "a file is about one code");
        if (!result.Succeeded)
            Assert.That(woven, Is.SameAs(compiled), "nothing is emitted where there is an error");
    }

    [TestCase("Plain", "'Plain'")]
    [TestCase("Plain[,]", "'Plain[,]' that holds 'Plain'")]
    [TestCase("Queue<IReadOnlyList<Plain>>", "'System.Collections.Generic.Queue<System.Collections.Generic.IReadOnlyList<Plain>>' that holds 'Plain'")]
    [TestCase("Box<Plain>", "'Box<Plain>' that holds 'Plain'")]
    public void a_type_is_named_with_the_part_that_is_refused(string type, string named)
    {
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile($$"""
            using Replicated; using System.Collections.Generic;
            public class Plain { }
            [Replicated] public class Box<T> { T value; }
            [Replicated] public class Account { {{type}} member; }
            """));
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Text), Is.EqualTo([$"'Account.member' is of type {named}, which is not replicated; mark that with [Replicated] or Include where it is declared, or leave it out with [NotReplicated(\"how it is rebuilt\")] or Exclude."]));
    }

    [TestCase("RPL4002", "static class Thief { static void Go(Account a) => typeof(Account).GetField(\"n\", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.SetValue(a, 3); }")]
    [TestCase("RPL4003", "static class Thief { [System.Runtime.CompilerServices.UnsafeAccessor(System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = \"n\")] extern static ref int N(Account a); static void Go(Account a) => N(a) = 3; }")]
    [TestCase("RPL4003", "static class Thief { [System.Runtime.CompilerServices.UnsafeAccessor(System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = \"n\")] extern static ref int N([System.Runtime.CompilerServices.UnsafeAccessorType(\"Account, Library\")] object a); static void Go(Account a) => N(a) = 3; }")]
    public void a_member_of_another_woven_assembly_is_known_by_its_name_too(string code, string source)
    {
        var (_, library) = SampleWeaver.Weave(SampleCompiler.Compile("[Replicated] public class Account { int n; }", name: "Library"));
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(source, references: library), references: library);
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Rule.Id), Is.EqualTo([code]));
    }

    [Test]
    public void every_code_has_a_sample() => Assert.That(
        Samples.Select(sample => sample.Code).Concat(notOfOneFile).Distinct(), Is.EquivalentTo(Rules.All.Select(rule => rule.Id)));
}
