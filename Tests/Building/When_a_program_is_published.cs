using Replicated.Tests.House;
using Replicated.Tests.Service;
using Replicated.Tests.Weaving;

namespace Replicated.Tests.Building;

/// <summary>
/// The same program published in each way of .NET: its active is killed, and its twin, which has no startup hook, takes over what it had.
/// It holds what is replicated of each kind, also where only code says what a member holds.
/// </summary>
[Category("Processes")]
public class When_a_program_is_published
{
    const string SelfContained = "<SelfContained>true</SelfContained>";

    [TestCase("PublishReadyToRun", "<SelfContained>false</SelfContained>")]
    [TestCase("PublishTrimmed", SelfContained)]
    [TestCase("PublishAot", SelfContained)]
    [TestCase("PublishSingleFile", "<SelfContained>false</SelfContained>")]
    [TestCase("PublishSingleFile", SelfContained + "<EnableCompressionInSingleFile>true</EnableCompressionInSingleFile>")]
    public void it_is_built_without_a_warning_and_its_twin_takes_over(string way, string properties)
    {
        using var project = Project(
            way,
            properties + "<AllowUnsafeBlocks>true</AllowUnsafeBlocks>",
            $"""<ProjectReference Include="{Repository.Path("Tests/Programs/NativeBase/NativeBase.csproj")}" /><ProjectReference Include="{Repository.Path("Tests/Programs/NativeLate/NativeLate.csproj")}" />""");
        foreach (string file in Directory.GetFiles(Repository.Path("Tests/Programs/Native"), "*.cs"))
            project.Write(Path.GetFileName(file), File.ReadAllText(file));

        var published = project.Publish();
        SkipWhereNothingCanBePublished(published);

        Assert.That(published.ExitCode, Is.Zero, published.ToString());
        Assert.That(published.Lines, Has.None.Match("warning IL"), published.ToString());
        TakeOver([project.PathOf("published/App" + (OperatingSystem.IsWindows() ? ".exe" : ""))]);
    }

    /// <summary>The weaver runs in the build. Its project is in that of a program that has it as a project, and what the command line says reaches it.</summary>
    [Test]
    public void what_the_command_line_says_of_the_program_is_not_said_of_the_weaver()
    {
        using var asked = RunningProgram.Start("dotnet",
        [
            "msbuild", Repository.Path("Replicated.Fody/Replicated.Fody.csproj"), "-p:PublishAot=true", "-p:PublishTrimmed=true", "-p:PublishReadyToRun=true", "-p:PublishSingleFile=true",
            "-p:SelfContained=true", "-p:RuntimeIdentifier=linux-x64", "-getProperty:PublishAot,PublishTrimmed,PublishReadyToRun,PublishSingleFile,SelfContained,RuntimeIdentifier",
        ]);
        Assert.That(asked.WaitForEnd(), Is.Zero);
        Assert.That(string.Concat(asked.Lines), Does.Contain("PublishAot").And.Not.Contain("true").And.Not.Contain("linux-x64"));
    }

    /// <summary>A native program does not know its assemblies, so that nothing would refuse this one when it starts.</summary>
    [Test]
    public void an_assembly_that_must_be_woven_and_is_not_is_an_error_before_it_becomes_native()
    {
        var library = SampleCompiler.Compile(
            """
            [assembly: System.Reflection.AssemblyMetadata("Replicated.MustBeWoven", "0123")]
            public static class Bank { [Replicated] public static int Count; }
            """,
            name: "Library");
        using var project = Project("PublishAot", SelfContained, """<Reference Include="Library.dll" />""");
        File.WriteAllBytes(project.PathOf("Library.dll"), library.Assembly);
        project.Write("Program.cs", "Bank.Count++; static class State { internal static int ReplicatedCount; }");

        var published = project.Publish();
        SkipWhereNothingCanBePublished(published);

        Assert.That(published.ExitCode, Is.Not.Zero, published.ToString());
        Assert.That(published.Lines, Has.Some.Match("error RPL4012: The assembly 'Library'"), published.ToString());
        Assert.That(published.Lines, Has.None.Contains("Generating native code"), published.ToString());
    }

    [TestCase("PublishTrimmed")]
    [TestCase("PublishAot")]
    public void what_travels_by_a_contract_is_an_error_before_the_program_is_trimmed_or_native(string way)
    {
        using var project = Project(way, SelfContained, "");
        project.Write("Program.cs", """
            Book.ReplicatedLast = new Trade { Count = 3 };
            static class Book { internal static Trade? ReplicatedLast; }
            [ProtoBuf.ProtoContract] class Trade { [ProtoBuf.ProtoMember(1)] public int Count { get; set; } }
            """);

        var published = project.Publish();
        SkipWhereNothingCanBePublished(published);

        Assert.That(published.ExitCode, Is.Not.Zero, published.ToString());
        Assert.That(published.Messages, Is.EqualTo(["App.csproj(): error RPL4019"]), published.ToString());
        Assert.That(published.Lines, Has.None.Contains("Generating native code").And.None.Contains("Optimizing assemblies for size"), published.ToString());
    }

    /// <summary>The quick form: without code that is made while it runs, as a native program, but compiled as it runs.</summary>
    [Test]
    public void as_it_is_built_without_dynamic_code_its_twin_takes_over() => TakeOver(["dotnet", TestPrograms.Native]);

    static WovenProject Project(string way, string properties, string items) => new(
        $"<OutputType>Exe</OutputType><{way}>true</{way}><RuntimeIdentifier>$(NETCoreSdkRuntimeIdentifier)</RuntimeIdentifier><InvariantGlobalization>true</InvariantGlobalization>{properties}",
        "<Replicated Writers=\"Synchronized\" />",
        items: items);

    static void TakeOver(string[] program)
    {
        using var folder = new TemporaryFolder();
        using var north = Start(program, folder, "north");
        Assert.That(north.WaitForLine("active, taken over"), Does.EndWith("False"));
        using var south = Start(program, folder, "south");
        north.WaitForLine("south is in sync");
        north.Tell("change");
        north.WaitForLine("state: 41");
        north.Tell("change");
        string state = north.WaitForLine("state: 42");
        Assert.That(north.Lines, Has.None.EqualTo("committed: Local"), "the standby confirms");

        north.Kill();

        Assert.That(south.WaitForLine("active, taken over"), Does.EndWith("True"));
        Assert.That(south.WaitForLine("state: "), Is.EqualTo(state));
        south.Tell("change");
        Assert.That(south.WaitForLine("state: 43"), Does.Contain("account 42 = "), "it goes on with what it has");
    }

    static RunningProgram Start(string[] program, TemporaryFolder folder, string node)
        => RunningProgram.Start(program[0], [.. program[1..], $"file:{folder.Path}", node]);

    /// <summary>The compilers for trimmed and native programs are packages, and the native one needs the linker of the machine.</summary>
    static void SkipWhereNothingCanBePublished(BuildOutcome published)
    {
        string[] missing = ["NU1101", "NU1301", "Platform linker", "NETSDK1094"];
        if (published.ExitCode != 0 && published.Lines.FirstOrDefault(line => missing.Any(line.Contains)) is { } reason)
            Assert.Ignore($"this machine cannot publish it: {reason.Trim()}");
    }
}
