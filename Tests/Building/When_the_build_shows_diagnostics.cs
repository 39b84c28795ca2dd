namespace Replicated.Tests.Building;

/// <summary>Real builds: what of the project comes to the weaver, and what of the weaver to the project.</summary>
public class When_the_build_shows_diagnostics
{
    const string Bank = """
        using Replicated;
        [Replicated] public class Account
        {
            public decimal Balance;
            public int N;
            public void Deposit(decimal amount) => Balance += amount;
            public ref int Address() => ref N;
        }
        """;

    static readonly string Harmless = Bank.Replace("ref int Address() => ref N", "int Number() => N", StringComparison.Ordinal);

    [Test]
    public void errors_stand_alone_at_their_lines_as_often_as_it_is_built_and_nothing_is_left_behind()
    {
        using var project = new WovenProject(
            "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><WarningsNotAsErrors>$(WarningsNotAsErrors);RPL5014</WarningsNotAsErrors>",
            "<Replicated Include=\"Nobody.*\" />");
        project.Write("State/Bank.cs", Bank);
        project.Write(".editorconfig", "root = true\n[State/*.cs]\ndotnet_diagnostic.RPL3014.severity = error\ndotnet_diagnostic.RPL2001.severity = none\n");

        var first = project.Build();
        var second = project.Build("--no-restore");

        Assert.That(first.Messages, Is.EqualTo(
        [
            ".editorconfig(4): warning RPL5014",
            "Bank.cs(6): error RPL3014",
            "Bank.cs(7): error RPL2001",
            "FodyWeavers.xml(1): error RPL5010",
        ]), first.ToString());
        Assert.That(first.ExitCode, Is.Not.Zero);
        Assert.That(first.Lines.Where(line => line.Contains("RPL2001:", StringComparison.Ordinal)), Is.All.Contains("docs/diagnostics/RPL2001.md]"));
        Assert.That(second.Messages, Is.EqualTo(first.Messages), second.ToString());
        Assert.That(project.Find("bin", "App.dll"), Is.Null, "what was not woven is not shipped");
    }

    /// <summary>The line with a tab as one column.</summary>
    [Test]
    public void a_diagnostic_stands_at_its_columns()
    {
        using var project = new WovenProject("<WarningsNotAsErrors>RPL3014</WarningsNotAsErrors>");
        project.Write("Bank.cs", Bank.Replace("    public ref", "\tpublic ref", StringComparison.Ordinal));

        var build = project.Build();

        Assert.That(build.MessagesWithColumns, Is.EqualTo(["Bank.cs(6,44,6,61): warning RPL3014", "Bank.cs(7,34,7,35): error RPL2001"]), build.ToString());
    }

    [Test]
    public void sources_that_the_compiler_calls_otherwise_are_shown_and_set_where_they_are()
    {
        using var project = new WovenProject("<PathMap>$(MSBuildProjectDirectory.Replace(',', ',,').Replace('=', '=='))=/_/</PathMap>", below: "a,b=c");
        project.Write("a,b=c/State/Bank.cs", Bank);
        project.Write("a,b=c/State/Static.cs", "\n[Replicated.Replicated] public static class Empty { public static int Count; }");
        project.Write("a,b=c/.editorconfig", "root = true\r\n[State/*.cs]\r\ndotnet_diagnostic.RPL3014.severity = none\r\n");

        var build = project.Build();

        Assert.That(build.Messages, Is.EqualTo(["Bank.cs(7): error RPL2001", "Static.cs(2): error RPL1001"]), build.ToString());
        Assert.That(build.ToString(), Does.Contain(project.PathOf("a,b=c/State/Bank.cs(7,")).And.Contain(project.PathOf("a,b=c/State/Static.cs(2,")));
    }

    [Test]
    public void a_warning_that_the_build_treats_as_an_error_ends_it_as_often_as_it_is_built()
    {
        using var project = new WovenProject("<MSBuildTreatWarningsAsErrors>$(Strict)</MSBuildTreatWarningsAsErrors>");
        project.Write("Bank.cs", Harmless);

        var first = project.Build("-p:Strict=true");
        var second = project.Build("-p:Strict=true", "--no-restore");

        Assert.That(first.Messages, Is.EqualTo(["App.csproj(): error ", "Bank.cs(6): error RPL3014"]), first.ToString());
        Assert.That(first.Lines, Has.Some.Contains("A warning of the weaver is treated as an error, so 'App' is not used."));
        Assert.That(second.Messages, Is.EqualTo(first.Messages), second.ToString());
        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((1, 1)));
        Assert.That(project.Find("bin", "App.dll"), Is.Null, "what the project does not take is not shipped");
    }

    /// <summary>The switch is the engine's own: a process that builds for it does not know it, and what is woven by then is not woven again.</summary>
    [Test]
    public void a_warning_is_shown_again_by_a_build_that_finds_nothing_to_do()
    {
        using var project = new WovenProject();
        project.Write("Bank.cs", Harmless);
        var first = project.Build();
        Assert.That((first.ExitCode, string.Join(' ', first.Messages)), Is.EqualTo((0, "Bank.cs(6): warning RPL3014")), first.ToString());

        File.Delete(project.Find("bin", "App.dll")!);
        for (int time = 0; time < 2; time++)
        {
            var strict = project.Build("-warnaserror:RPL3014", "--no-restore");
            Assert.That((strict.ExitCode, strict.Messages.Contains("Bank.cs(6): error RPL3014")), Is.EqualTo((1, true)), strict.ToString());
            Assert.That(project.Find("bin", "App.dll"), Is.Null, "what the build does not take is not shipped");
        }

        var third = project.Build("--no-restore");
        Assert.That((third.ExitCode, string.Join(' ', third.Messages)), Is.EqualTo((0, "Bank.cs(6): warning RPL3014")), third.ToString());
        Assert.That(project.Find("bin", "App.dll"), Is.Not.Null);
    }

    [Test]
    public void a_warning_that_the_project_lists_as_an_error_is_one_and_nothing_is_shipped()
    {
        using var project = new WovenProject("<WarningsAsErrors>$(WarningsAsErrors);RPL3014</WarningsAsErrors>");
        project.Write("Bank.cs", Harmless);

        var first = project.Build();
        var second = project.Build("--no-restore");

        Assert.That(first.Messages, Is.EqualTo(["Bank.cs(6): error RPL3014"]), first.ToString());
        Assert.That(second.Messages, Is.EqualTo(first.Messages), second.ToString());
        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((1, 1)));
        Assert.That(project.Find("bin", "App.dll"), Is.Null, "what was not woven is not shipped");
    }

    [Test]
    public void what_the_project_silences_is_silent()
    {
        using var project = new WovenProject("<NoWarn>$(NoWarn);RPL3014</NoWarn><WarningsAsErrors>RPL3014</WarningsAsErrors>");
        project.Write("Bank.cs", Harmless);

        var build = project.Build("-v:n");

        Assert.That(build.Messages, Is.Empty, build.ToString());
        Assert.That(build.Lines, Has.Exactly(1).Contains("Replicated: 1 type, 2 members, 1 store, 0 addresses; see "));
        Assert.That(File.ReadAllText(project.Find("obj", "App.Replicated.report.txt")!), Does.Contain("Balance: System.Decimal, 1 store"));
        Assert.That(build.ExitCode, Is.Zero);
        Assert.That(project.Find("bin", "App.dll"), Is.Not.Null);
    }
}
