namespace Replicated.Tests.Building;

/// <summary>What the compilers of VB and F# make of constructs that cannot be replicated; the rest of these languages is woven as a sample.</summary>
public class When_another_language_is_woven
{
    [Test]
    public void a_static_local_of_VB_is_refused()
    {
        using var project = new WovenProject(language: "vbproj");
        project.Write("Counter.vb", """
            <Replicated.Replicated>
            Public Class Counter
                Public Function NextNumber() As Integer
                    Static calls As Integer = 10
                    calls += 1
                    Return calls
                End Function
            End Class
            """);

        var build = project.Build();

        Assert.That(build.Messages, Is.EqualTo(new[] { "Counter.vb(4): error RPL5004" }), build.ToString());
        Assert.That(build.Lines, Has.Some.Contains("'App.Counter.NextNumber' cannot be replicated as its compiler writes it: its static local 'calls'"));
    }

    [Test]
    public void what_F_gives_its_first_value_in_the_start_of_the_program_is_refused()
    {
        using var project = new WovenProject("<OutputType>Exe</OutputType>", language: "fsproj", items: "<Compile Include=\"Earlier.fs\" /><Compile Include=\"Program.fs\" />");
        project.Write("Earlier.fs", "module Earlier\nlet mutable replicatedBefore = 1\n");
        project.Write("Program.fs", "module Program\nlet mutable replicatedCount = 1\nreplicatedCount <- replicatedCount + Earlier.replicatedBefore\nprintfn \"%d\" replicatedCount\n");

        var build = project.Build();

        Assert.That(build.Messages, Is.EqualTo(new[] { "Program.fs(2): error RPL5004" }), build.ToString());
        Assert.That(build.Lines, Has.Some.Contains("'replicatedCount' cannot be replicated as its compiler writes it"));
    }
}
