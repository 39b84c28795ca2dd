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

    [Test]
    public void and_that_way_out_is_one()
    {
        string excluded = string.Join(", ", refused.Select(member => $"State.Job::{member}"));
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(Source), $"<Replicated Include=\"State.*\" Exclude=\"{excluded}\" />");
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Rule.Severity == Severity.Error), Is.Empty);
    }
}
