using System.Reflection.PortableExecutable;
using Mono.Cecil;

namespace Replicated.Tests.Building;

/// <summary>Real builds of one project, one after the other.</summary>
public class When_a_woven_project_is_built_again
{
    const string Bank = """
        namespace My.State;
        [Replicated.Replicated] public class Account
        {
            public int N;
            public void Add(int by)
            {
                N += by;
            }
        }
        public class Later
        {
            public int N;
            public void Set(int n) => N = n;
        }
        """;

    [Test]
    public void it_is_woven_when_something_changed_and_left_alone_when_nothing_did()
    {
        using var project = new WovenProject();
        project.Write("Bank.cs", Bank);
        Build(project);
        byte[] first = File.ReadAllBytes(Intermediate(project));
        var written = File.GetLastWriteTimeUtc(Intermediate(project));
        Assert.That(WovenTypes(project), Is.EqualTo(["Account"]));

        Build(project, "--no-restore");
        Assert.That(File.GetLastWriteTimeUtc(Intermediate(project)), Is.EqualTo(written), "neither compiled nor woven");

        project.Write("FodyWeavers.xml", "<Weavers><Replicated Include=\"My.State.Later\" /></Weavers>");
        Build(project, "--no-restore");
        Assert.That(WovenTypes(project), Is.EqualTo(["Account", "Later"]), "another configuration");

        project.Write("FodyWeavers.xml", "<Weavers><Replicated Includes=\"My.State.Later\" /></Weavers>");
        Assert.That(project.Build("--no-restore").Messages, Is.EqualTo(["FodyWeavers.xml(): error RPL5001"]));
        project.Write("FodyWeavers.xml", "<Weavers><Replicated /></Weavers>");
        Build(project, "--no-restore");
        Assert.That(WovenTypes(project), Is.EqualTo(["Account"]), "after a build that failed");
        Assert.That(File.ReadAllBytes(Intermediate(project)), Is.EqualTo(first), "the same sources, the same bytes");
    }

    [TestCase("portable")]
    [TestCase("embedded")]
    [TestCase("none")]
    public void a_debugger_steps_as_in_the_unwoven_one_and_the_name_stays_strong(string symbols)
    {
        using var project = new WovenProject($"<DebugType>{symbols}</DebugType><SignAssembly>true</SignAssembly><PublicSign>{symbols == "none"}</PublicSign><AssemblyOriginatorKeyFile>key.snk</AssemblyOriginatorKeyFile><NoWarn>$(NoWarn);CS8002</NoWarn>");
        project.Write("Bank.cs", Bank);
        WriteKey(project.PathOf("key.snk"));
        Build(project);
        var woven = LinesOf(Intermediate(project));
        Assert.That(WovenTypes(project), Is.EqualTo(["Account"]));
        Assert.That(woven.Token, Has.Length.EqualTo(8));

        Build(project, "--no-restore", "--no-incremental", "-p:DisableFody=true");
        var plain = LinesOf(Intermediate(project));

        Assert.That(woven.Token, Is.EqualTo(plain.Token));
        Assert.That(woven.Lines, Is.EqualTo(plain.Lines));
        Assert.That(woven.Lines, symbols == "none" ? Is.Empty : Has.Some.StartsWith("Add: 7"));
    }

    [Test]
    public void each_target_framework_is_woven_or_told_why_not()
    {
        using var project = new WovenProject("<TargetFramework></TargetFramework><TargetFrameworks>net10.0;net8.0</TargetFrameworks>");
        project.Write("Bank.cs", Bank);

        var build = project.Build();

        Assert.That(build.ExitCode, Is.Not.Zero);
        Assert.That(build.Lines, Has.Some.Contains("NU1201").Or.Some.Contains("not compatible"), build.ToString());
    }

    static void Build(WovenProject project, params string[] arguments)
    {
        var build = project.Build(arguments);
        Assert.That(build.ExitCode, Is.Zero, build.ToString());
        Assert.That(build.Messages, Is.Empty);
    }

    static string Intermediate(WovenProject project) =>
        Directory.GetFiles(project.PathOf("obj"), "App.dll", SearchOption.AllDirectories).Single(file => !file.Contains($"{Path.DirectorySeparatorChar}ref", StringComparison.Ordinal));

    static IEnumerable<string> WovenTypes(WovenProject project)
    {
        using var module = ModuleDefinition.ReadModule(Intermediate(project));
        return [.. module.Types.Where(type => type.Interfaces.Any(candidate => candidate.InterfaceType.Name == "IReplicated")).Select(type => type.Name).Order()];
    }

    /// <summary>The lines of the user's methods, and the token of the strong name.</summary>
    static (string[] Lines, byte[] Token) LinesOf(string file)
    {
        using var stream = File.OpenRead(file);
        using var reader = new PEReader(stream);
        using var module = ModuleDefinition.ReadModule(file, new ReaderParameters { ReadSymbols = HasSymbols(reader, file) });
        var lines =
            from type in module.GetTypes()
            from method in type.Methods
            where method.DebugInformation.HasSequencePoints
            from point in method.DebugInformation.SequencePoints
            select $"{method.Name}: {point.StartLine} {point.IsHidden}";
        return ([.. lines], module.Assembly.Name.PublicKeyToken);
    }

    static bool HasSymbols(PEReader reader, string file) =>
        File.Exists(Path.ChangeExtension(file, ".pdb")) || reader.ReadDebugDirectory().Any(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);

    static void WriteKey(string file)
    {
        using var key = new System.Security.Cryptography.RSACryptoServiceProvider(2048);
        File.WriteAllBytes(file, key.ExportCspBlob(includePrivateParameters: true));
    }
}
