using Replicated.Fody.Diagnostics;

namespace Replicated.Tests.Weaving;

/// <summary>Sources that nobody wants to change: what a refusal offers has to be possible from outside of them.</summary>
public class When_patterns_mark_code_of_others
{
    const string Source = """
        namespace State
        {
            public class Job
            {
                public System.Threading.Thread worker;
                public object gate = new();
                public System.Globalization.CultureInfo culture;
                public int done;
                public void Go() => done++;
            }
        }
        """;

    static readonly string[] refused = ["worker", "culture"];

    [Test]
    public void each_refusal_of_a_member_names_a_way_out_that_leaves_the_source_as_it_is()
    {
        var errors = SampleWeaver.Weave(SampleCompiler.Compile(Source), "<Replicated Include=\"State.*\" />").Result.Diagnostics
            .Where(diagnostic => diagnostic.Rule.Severity == Severity.Error).Select(diagnostic => diagnostic.ToCanonicalLine("")).ToList();
        Assert.That(errors, Has.Count.EqualTo(refused.Length));
        Assert.That(errors, Has.All.Contains("leave it out with [NotReplicated(\"how it is rebuilt\")] or Exclude"));
    }

    const string Names = """
        namespace State
        {
            public class Job { public int done; }
            public class Overdrawn : System.IO.IOException { public int missing; }
            public class Locked : Overdrawn { public int until; }
            public class Shown : Attribute { public int order; }
            public class Excluded : Exception { public int n; }
            public class ReplicatedReason : Attribute { public int n; }
        }
        """;

    [Test]
    public void exceptions_and_attributes_are_passed_over_and_the_report_says_so()
    {
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(Names), "<Replicated Include=\"State.*\" Exclude=\"State.Excluded\" />");
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Plan!.Classes.Select(type => type.Type.Name), Is.EqualTo(["Job", "ReplicatedReason"]));
        Assert.That(result.Report!.Lines.SkipWhile(line => line != "Left out").Skip(1).TakeWhile(line => line.Length > 0), Is.EqualTo(
        [
            "    State.Overdrawn: patterns of Include in FodyWeavers.xml pass over exceptions",
            "    State.Locked: patterns of Include in FodyWeavers.xml pass over exceptions",
            "    State.Shown: patterns of Include in FodyWeavers.xml pass over attributes",
        ]));
    }

    [TestCase("", "State.Overdrawn", "RPL4001")]
    [TestCase("[Replicated] ", "State.*", "RPL4001")]
    [TestCase("", "State.Shown", "")]
    public void one_that_is_marked_itself_is_not(string mark, string pattern, string code)
    {
        string source = Names.Replace("public class Overdrawn", mark + "public class Overdrawn", StringComparison.Ordinal);
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(source), $"<Replicated Include=\"{pattern}\" />");
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Rule.Id).Distinct(), Is.EqualTo(code.Length == 0 ? [] : new[] { code }));
        if (code.Length == 0)
            Assert.That(result.Plan!.Classes.Select(type => type.Type.Name), Is.EqualTo(["Shown", "ReplicatedReason"]));
    }

    [Test]
    public void and_that_way_out_is_one()
    {
        string excluded = string.Join(", ", refused.Select(member => $"State.Job::{member}"));
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(Source), $"<Replicated Include=\"State.*\" Exclude=\"{excluded}\" />");
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Rule.Severity == Severity.Error), Is.Empty);
    }
}
