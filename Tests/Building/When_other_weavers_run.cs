using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Tests.Building;

/// <summary>Real builds with a second weaver on the same assembly.</summary>
public class When_other_weavers_run
{
    const string Bank = "[Replicated.Replicated] public class Account { public int N; public void Add(int by) => N += by; }";
    const string Before = "<Other />\n<Replicated />";
    const string After = "<Replicated />\n<Other />";

    [Test]
    public void what_one_before_us_writes_is_tracked_and_one_after_us_is_refused()
    {
        using var project = Write(Before);
        Build(project);
        Assert.That(StoresIn(project), Is.EqualTo(["<Replicated>Store_N", "<Replicated>Store_N"]), "of the user, and of the other weaver");

        project.Write("FodyWeavers.xml", $"<Weavers>{After}</Weavers>");
        var build = project.Build("--no-restore");
        Assert.That(build.Messages, Is.EqualTo(["FodyWeavers.xml(2): error RPL5005"]), build.ToString());
        Assert.That(build.Lines, Has.Some.Contains("The weaver 'Other' runs after Replicated"));
        Assert.That(build.ExitCode, Is.Not.Zero);
    }

    [Test]
    public void what_one_before_us_writes_stays_where_nothing_is_marked()
    {
        using var project = Write(Before);
        project.Write("Bank.cs", Bank.Replace("[Replicated.Replicated] ", "", StringComparison.Ordinal));
        Build(project);
        Assert.That(StoresIn(project), Is.EqualTo(["N", "N"]));
    }

    /// <summary>Each build is a plain one: that it fails as it is told to now shows that it weaves again after the failure before.</summary>
    [Test]
    public void however_a_weaver_fails_the_next_build_weaves_again()
    {
        using var project = Write(Before);
        Fail(project, "error", "as told");
        Fail(project, "exception", "as told", "--no-restore");
        Fail(project, "crash", "as told", "--no-restore");
        Fail(project, "unwritable", "is declared in another module", "--no-restore");
        Fail(project, "native", "RPL5002: 'App' has native code beside its IL", "--no-restore");

        File.Delete(project.PathOf(OtherWeaver.Order));
        Build(project, "--no-restore");
        Assert.That(StoresIn(project), Has.Count.EqualTo(2));
    }

    [Test]
    public void a_project_that_names_others_or_none_or_us_twice_is_refused()
    {
        using var project = Write("<Other />");
        Refused(project, "FodyWeavers.xml(): error RPL5016");
        project.Write("FodyWeavers.xml", "<Weavers></Weavers>");
        Refused(project, "FodyWeavers.xml(): error RPL5016", "--no-restore");
        project.Write("FodyWeavers.xml", "<Weavers>\n<Replicated Include='Bank' />\n<Replicated />\n</Weavers>");
        Refused(project, "FodyWeavers.xml(3): error RPL5015", "--no-restore");
    }

    static void Refused(WovenProject project, string message, params string[] arguments)
    {
        var build = project.Build(arguments);
        Assert.That(build.Messages.Where(found => found.Contains("error")), Is.EqualTo([message]), build.ToString());
        Assert.That(project.Find("bin", "App.dll"), Is.Null);
    }

    static WovenProject Write(string weavers)
    {
        var project = new WovenProject(weavers: weavers, items: OtherWeaver.Item);
        OtherWeaver.WriteTo(project);
        project.Write("Bank.cs", Bank);
        return project;
    }

    static void Fail(WovenProject project, string order, string said, params string[] arguments)
    {
        project.Write(OtherWeaver.Order, order);
        var build = project.Build(arguments);
        Assert.That(build.ExitCode, Is.Not.Zero, order);
        Assert.That(build.Lines, Has.Some.Contains(said), build.ToString());
        Assert.That(project.Find("bin", "App.dll"), Is.Null, order);
    }

    static void Build(WovenProject project, params string[] arguments)
    {
        var build = project.Build(arguments);
        Assert.That(build.ExitCode, Is.Zero, build.ToString());
        Assert.That(build.Messages, Is.Empty);
    }

    /// <summary>What <c>Account.Add</c> calls and stores.</summary>
    static IReadOnlyList<string> StoresIn(WovenProject project)
    {
        using var module = ModuleDefinition.ReadModule(project.Find("bin", "App.dll"));
        return
        [
            .. module.GetType("Account").Methods.Single(method => method.Name == "Add").Body.Instructions
                .Where(instruction => instruction.OpCode == OpCodes.Call || instruction.OpCode == OpCodes.Stfld)
                .Select(instruction => ((MemberReference)instruction.Operand).Name),
        ];
    }
}
