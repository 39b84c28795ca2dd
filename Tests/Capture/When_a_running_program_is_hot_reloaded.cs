using Replicated.Tests.House;
using Replicated.Tests.Service;

namespace Replicated.Tests.Capture;

/// <summary>
/// Row 109: two processes, one of which gets a method changed as <c>dotnet watch</c> does it. The new code is the compiler's and not woven,
/// in an assembly that is.
/// </summary>
[Category("Processes")]
internal sealed class When_a_running_program_is_hot_reloaded
{
    const string Body = "ReplicatedAccount.Number++;";

    const string Changed = """
        ReplicatedAccount.Number += 1000;
        ReplicatedAccount.Other!.Number = 7;
        ReplicatedAccount.Text = $"was {ReplicatedCount++}";
        """;

    [Test]
    public void what_the_new_code_stores_reaches_the_standby_and_a_warning_says_what_it_costs()
    {
        using var folder = new TemporaryFolder();
        Delta.Write(TestPrograms.Reloaded, File.ReadAllText(Repository.Path("Tests/Programs/Reloaded/Bank.cs")), "Change", Body, Changed, folder.Path);
        using var north = Start(folder, "north");
        north.WaitForLine("active, taken over: False");
        using var south = Start(folder, "south");
        north.WaitForLine("south is in sync");
        north.Tell("change");
        north.WaitForLine("state: 1, '', 0, 1");

        north.Tell($"reload {folder.Path}");
        north.WaitForLine("reloaded");
        north.Tell("change");
        north.WaitForLine("state: 1001, 'was 1', 7, 3");
        north.Tell("change");
        north.WaitForLine("state: 2001, 'was 3', 7, 5");

        Assert.That(north.Lines, Has.None.EqualTo("committed: Local"), "the standby confirms");
        north.WaitForLine("code was changed by hot reload");
        Assert.That(north.Lines, Has.One.Contains("code was changed by hot reload"));
        north.Kill();
        south.WaitForLine("active, taken over: True");
        south.WaitForLine("state: 2001, 'was 3', 7, 5");
    }

    static RunningProgram Start(TemporaryFolder folder, string node)
        => RunningProgram.Start("dotnet", [TestPrograms.Reloaded, $"file:{Path.Combine(folder.Path, "lease")}", node], ("DOTNET_MODIFIABLE_ASSEMBLIES", "debug"));
}
