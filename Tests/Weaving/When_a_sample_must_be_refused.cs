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

    /// <summary>What the compiler has made of it has names that nobody wrote. By reflection, because that is refused in any method.</summary>
    [TestCase("static class Thief { static async Task Go(Account a) { await Task.Yield(); SET } }", "Thief.Go")]
    [TestCase("static class Thief { static async IAsyncEnumerable<int> Go(Account a) { await Task.Yield(); SET yield return 1; } }", "Thief.Go")]
    [TestCase("static class Thief { static IEnumerable<int> Go(Account a) { SET yield return 1; } }", "Thief.Go")]
    [TestCase("static class Thief { static Action Go(Account a) => () => { SET }; }", "Thief.Go")]
    [TestCase("static class Thief { static Action<Account> Go() => a => { SET }; }", "Thief.Go")]
    [TestCase("static class Thief { static Func<Task> Go(Account a) => async () => { await Task.Yield(); SET }; }", "Thief.Go")]
    [TestCase("static class Thief { static void Go(Account a) { Inner(); void Inner() { SET } } }", "Thief.Go")]
    [TestCase("class Thief<T> { class Within { Action Go(Account a) => () => { SET }; } }", "Thief.Within.Go")]
    [TestCase("class Thief { Action kept; Thief(Account a) => kept = () => { SET }; }", "Thief..ctor")]
    [TestCase("interface IGo { Task Go(Account a); } class Thief : IGo { async Task IGo.Go(Account a) { await Task.Yield(); SET } }", "Thief.IGo.Go")]
    [TestCase("file class Thief { static void Go(Account a) { SET } }", "Thief.Go")]
    [TestCase("file class Thief { static Action Go(Account a) => () => { SET }; }", "Thief.Go")]
    [TestCase("class Thief { static void Go(Account a) { SET } }", "Thief.Go")]
    public void the_method_is_named_that_somebody_wrote(string source, string method)
    {
        const string set = "typeof(Account).GetField(\"n\").SetValue(a, 3);";
        Assert.That(TextsOf("[Replicated] public class Account { public int n; } " + source.Replace("SET", set, StringComparison.Ordinal)), Has.All.StartsWith($"'{method}' sets the replicated field 'Account.n' by reflection"));
    }

    [TestCase("Program|<Main>$", "Program.Main")]
    [TestCase("Program|<>c|<<Main>$>b__0_0", "Program.Main")]
    [TestCase("Program|<<Main>$>d__0|MoveNext", "Program.Main")]
    [TestCase("Bank.Account|<Clone>$", "Bank.Account.Clone")]
    [TestCase("<Bank>F0|Go", "<Bank>F0.Go")]
    public void the_statements_of_a_program_are_named_as_its_Main(string names, string written) => Assert.That(WrittenNames.OfMethod(names.Split('|')), Is.EqualTo(written));

    [TestCase("static void Go(Account a) { Take(ref a.n); void Take(ref int n) { fixed (int* p = &n) Give(p); } void Give(int* p) { } fixed (int* q = &a.n) Give(q); }", "The address of 'Account.n' becomes a pointer that is stored, passed or returned ('Give')")]
    [TestCase("static Action Go(Account a) { decimal sum = 3; a.f = () => sum += 4; return a.f; }", "'Thief.Go.sum' is of type 'System.Decimal', which the processor does not write at once")]
    [TestCase("static IEnumerable<decimal> Go(Account a) { decimal sum = 3; yield return sum; sum++; yield return sum; } static void Put(Account a) => a.e = Go(a);", "'Thief.Go.sum' is of type 'System.Decimal'", "'Thief.Go' is of type 'System.Decimal'")]
    public void what_is_in_a_method_is_named_as_somebody_wrote_it(string source, params string[] texts) => Assert.That(
        TextsOf("[Replicated] public class Account { public int n; public Action f; public IEnumerable<decimal> e; } static unsafe class Thief { " + source + " }"),
        Has.All.Matches<string>(text => texts.Any(expected => text!.StartsWith(expected, StringComparison.Ordinal))));

    [Test]
    public void a_class_that_only_its_file_sees_is_named_as_somebody_wrote_it() => Assert.That(
        TextsOf("file class Plain { public int n; } [Replicated] file class Account { List<Plain> n; }"),
        Has.All.StartsWith("'Account.n' is of type 'System.Collections.Generic.List<Plain>' that holds 'Plain'"));

    static IReadOnlyList<string> TextsOf(string source)
    {
        string[] texts = [.. SampleWeaver.Weave(SampleCompiler.Compile(source)).Result.Diagnostics.Select(diagnostic => diagnostic.Text)];
        Assert.That(texts, Is.Not.Empty);
        return texts;
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
