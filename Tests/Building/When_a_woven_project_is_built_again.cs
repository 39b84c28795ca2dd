using System.Reflection.PortableExecutable;
using Mono.Cecil;
using Replicated.Tests.House;
using Replicated.Tests.Service;

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
        Assert.That(project.Build("--no-restore").Messages, Is.EqualTo(["FodyWeavers.xml(1): error RPL5001"]));
        project.Write("FodyWeavers.xml", "<Weavers><Replicated /></Weavers>");
        Build(project, "--no-restore");
        Assert.That(WovenTypes(project), Is.EqualTo(["Account"]), "after a build that failed");
        Assert.That(File.ReadAllBytes(Intermediate(project)), Is.EqualTo(first), "the same sources, the same bytes");
    }

    /// <summary>The folder above a project stands for that of the solution where it is built alone.</summary>
    [Test]
    public void a_configuration_that_several_projects_have_counts_and_so_does_none()
    {
        using var project = new WovenProject(weavers: "", below: "App");
        project.Write("App/Bank.cs", Bank);
        project.Write("FodyWeavers.xml", "<Weavers><Replicated /></Weavers>");
        Build(project);
        Assert.That(WovenTypes(project), Is.EqualTo(["Account"]));

        project.Write("FodyWeavers.xml", "<Weavers><Replicated Include=\"My.State.Later\" /></Weavers>");
        Build(project, "--no-restore");
        Assert.That(WovenTypes(project), Is.EqualTo(["Account", "Later"]), "changed above");

        File.Delete(project.PathOf("FodyWeavers.xml"));
        File.Delete(project.PathOf("App/FodyWeavers.xml"));
        Build(project, "--no-restore");
        Assert.That(WovenTypes(project), Is.EqualTo(["Account"]), "as if it said no more than that");
        Assert.That(File.Exists(project.PathOf("App/FodyWeavers.xml")), Is.False, "Fody writes one where it finds nothing");
    }

    /// <summary>Fody puts a mark of its own on what it wove, and warns where it finds it.</summary>
    [Test]
    public void what_is_woven_already_is_left_alone_where_it_is_as_it_is_to_be_and_else_refused()
    {
        using var project = new WovenProject("<TreatWarningsAsErrors>$(Strict)</TreatWarningsAsErrors><TargetsTriggeredByCompilation>PutBack</TargetsTriggeredByCompilation>");
        project.Write("Directory.Build.targets", """
            <Project>
              <Target Name="PutBack">
                <Copy SourceFiles="kept.dll" DestinationFiles="@(IntermediateAssembly)" Condition="Exists('kept.dll')" />
              </Target>
            </Project>
            """);
        project.Write("Bank.cs", Bank);
        Build(project, "-p:Strict=true");
        byte[] woven = File.ReadAllBytes(Intermediate(project));
        File.WriteAllBytes(project.PathOf("kept.dll"), woven);

        project.Write("Bank.cs", Bank + "class More;");
        Build(project, "-p:Strict=true", "--no-restore");
        Assert.That(File.ReadAllBytes(Intermediate(project)), Is.EqualTo(woven), "left alone");

        project.Write("FodyWeavers.xml", "<Weavers><Replicated Include=\"My.State.Later\" /></Weavers>");
        var build = project.Build("-p:Strict=false", "--no-restore");
        Assert.That(build.Messages, Is.EqualTo(["FodyWeavers.xml(): error RPL5003", "MSBUILD(): warning "]), build.ToString());

        File.Delete(project.PathOf("kept.dll"));
        Build(project, "-p:Strict=true", "--no-restore");
        Assert.That(WovenTypes(project), Is.EqualTo(["Account", "Later"]), "not taken for woven");
    }

    /// <summary>T4, with all that a project with the package compiles. Fody itself would write the file anew, and put a mark in it.</summary>
    [TestCase("portable")]
    [TestCase("embedded")]
    public void what_has_no_marks_is_byte_for_byte_as_it_was_compiled_and_what_gets_one_is_woven(string symbols)
    {
        using var project = new WovenProject($"<DebugType>{symbols}</DebugType><TargetsTriggeredByCompilation>Keep</TargetsTriggeredByCompilation>");
        project.Write("Directory.Build.targets", """
            <Project>
              <Target Name="Keep">
                <Copy SourceFiles="@(IntermediateAssembly);@(_DebugSymbolsIntermediatePath)" DestinationFolder="kept" SkipUnchangedFiles="false" />
              </Target>
            </Project>
            """);
        project.Write("Plain.cs", "namespace My.State; public class Plain<T> { public T? n; public decimal d; public int P { get; set; } public void Set(List<int> list) { P = 3; list.Add(P); } }");
        Build(project);
        AssertAsCompiled(project, symbols);
        byte[] first = File.ReadAllBytes(Intermediate(project));
        Assert.That(File.ReadAllBytes(project.Find("bin", "App.dll")!), Is.EqualTo(first));

        project.Write("Bank.cs", Bank);
        Build(project, "--no-restore");
        Assert.That(WovenTypes(project), Is.EqualTo(["Account"]));
        File.Delete(project.PathOf("Bank.cs"));
        Build(project, "--no-restore");
        AssertAsCompiled(project, symbols);
        Assert.That(File.ReadAllBytes(Intermediate(project)), Is.EqualTo(first), "the same sources, the same bytes");
    }

    static void AssertAsCompiled(WovenProject project, string symbols)
    {
        Assert.That(File.ReadAllBytes(Intermediate(project)), Is.EqualTo(File.ReadAllBytes(project.PathOf("kept/App.dll"))));
        if (symbols == "portable")
            Assert.That(File.ReadAllBytes(Path.ChangeExtension(Intermediate(project), ".pdb")), Is.EqualTo(File.ReadAllBytes(project.PathOf("kept/App.pdb"))));
    }

    [Test]
    public void what_was_compiled_and_not_woven_on_purpose_is_woven_by_the_next_build()
    {
        using var project = new WovenProject();
        project.Write("Bank.cs", Bank);
        Build(project);
        project.Write("Bank.cs", Bank.Replace("N += by", "N -= by", StringComparison.Ordinal));
        Build(project, "--no-restore", "-p:DisableFody=true");
        Assert.That(WovenTypes(project), Is.Empty);

        Build(project, "--no-restore");

        Assert.That(WovenTypes(project), Is.EqualTo(["Account"]));
    }

    [Test]
    public void another_weaver_weaves_again()
    {
        using var project = new WovenProject();
        project.Write("Bank.cs", Bank);
        string weaver = CopyWeaver(project);
        Build(project, $"-p:ReplicatedWeaver={weaver}");
        var written = File.GetLastWriteTimeUtc(weaver);
        var woven = File.GetLastWriteTimeUtc(Intermediate(project));

        // Other bytes, and as old as those before: of two versions from packages the newer one need not be the younger file.
        using (var file = new FileStream(weaver, FileMode.Append))
            file.WriteByte(0);
        File.SetLastWriteTimeUtc(weaver, written);
        Build(project, "--no-restore", $"-p:ReplicatedWeaver={weaver}");

        Assert.That(File.GetLastWriteTimeUtc(Intermediate(project)), Is.GreaterThan(woven));
        Assert.That(WovenTypes(project), Is.EqualTo(["Account"]));
    }

    [TestCase("portable")]
    [TestCase("embedded")]
    [TestCase("none")]
    public void a_debugger_steps_as_in_the_unwoven_one_and_the_name_stays_strong(string symbols)
    {
        using var project = new WovenProject($"<DebugType>{symbols}</DebugType><SignAssembly>true</SignAssembly><PublicSign>{symbols == "none"}</PublicSign><AssemblyOriginatorKeyFile>key.snk</AssemblyOriginatorKeyFile>");
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

    /// <summary>The SDK keeps the compiler's warning of references without one (CS8002) from programs for .NET, so the names themselves are looked at.</summary>
    [Test]
    public void a_program_with_a_strong_name_is_woven_where_warnings_are_errors_keeps_the_name_and_runs()
    {
        using var project = new WovenProject(
            "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors><SignAssembly>true</SignAssembly><AssemblyOriginatorKeyFile>key.snk</AssemblyOriginatorKeyFile>",
            items: $"<ProjectReference Include=\"{Repository.Path("Replicated.Hosting/Replicated.Hosting.csproj")}\" />");
        project.Write("Bank.cs", Bank);
        project.Write("Program.cs", """
            var account = new My.State.Account();
            account.Add(3);
            Console.WriteLine($"{account.N} {account is Replicated.Woven.IReplicated} {Convert.ToHexString(account.GetType().Assembly.GetName().GetPublicKeyToken()!)}");
            foreach (var type in new[] { typeof(Replicated.Hosting.ReplicationHost), typeof(Replicated.Replication) })
                Console.WriteLine($"{type.Assembly.GetName().Name} {type.Assembly.GetName().GetPublicKeyToken()!.Length}");
            """);
        WriteKey(project.PathOf("key.snk"));

        Build(project);

        Assert.That(WovenTypes(project), Is.EqualTo(["Account"]));
        using var program = RunningProgram.Start("dotnet", [project.Find("bin", "App.dll")!]);
        Assert.That(program.WaitForEnd(), Is.Zero);
        Assert.That(program.Lines, Is.EqualTo([$"3 True {Convert.ToHexString(LinesOf(Intermediate(project)).Token)}", "Replicated.Hosting 8", "Replicated.Runtime 8"]));
    }

    [Test]
    public void each_target_framework_is_woven()
    {
        using var project = new WovenProject("<TargetFramework></TargetFramework><TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting><DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>");
        project.Write("Bank.cs", Bank);

        Build(project);

        Assert.That(AssembliesOf(project).ToDictionary(file => new DirectoryInfo(file).Parent!.Name, WovenTypes), Is.EquivalentTo(new Dictionary<string, string[]>
        {
            ["net10.0"] = ["Account"],
            ["net10.0-windows"] = ["Account"],
        }));
        Assert.That(File.Exists(project.PathOf("FodyWeavers.xsd")), Is.False, "both would write it at the same time");
    }

    static void Build(WovenProject project, params string[] arguments)
    {
        var build = project.Build(arguments);
        Assert.That(build.ExitCode, Is.Zero, build.ToString());
        Assert.That(build.Messages, Is.Empty);
    }

    /// <summary>The weaver of this build, in the project's folder.</summary>
    static string CopyWeaver(WovenProject project)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        foreach (string file in (string[])["Replicated.Fody.dll", "Replicated.Fody.xcf"])
            File.Copy(Repository.Path($"Replicated.Fody/bin/{configuration}/netstandard2.0/{file}"), project.PathOf(file));
        return project.PathOf("Replicated.Fody.dll");
    }

    static string Intermediate(WovenProject project) => AssembliesOf(project).Single();

    static IEnumerable<string> AssembliesOf(WovenProject project) =>
        Directory.GetFiles(project.PathOf("."), "App.dll", SearchOption.AllDirectories).Where(file => file.Contains($"{Path.DirectorySeparatorChar}obj", StringComparison.Ordinal));

    static string[] WovenTypes(WovenProject project) => WovenTypes(Intermediate(project));

    static string[] WovenTypes(string file)
    {
        using var module = ModuleDefinition.ReadModule(file);
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
