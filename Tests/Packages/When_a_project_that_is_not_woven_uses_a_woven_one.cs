using Replicated.Tests.Building;
using Replicated.Tests.Weaving;

namespace Replicated.Tests.Packages;

/// <summary>Real builds of whole programs: what one project marks and another one, or a package, could write or writes.</summary>
[Category("Builds")]
public sealed class When_a_project_that_is_not_woven_uses_a_woven_one
{
    const string Account = "namespace Bank; [Replicated.Replicated] public class Account { public decimal Balance; public int Number { get; set; } }";
    const string Program = "System.Console.WriteLine(new Bank.Account { Number = 3 }.Number);";

    PackageUser user = null!;

    static string Woven => $"<PackageReference Include=\"Replicated.Fody\" Version=\"{Packages.Version}\" />";

    [OneTimeSetUp]
    public void Write()
    {
        user = new PackageUser();
        user.WriteProject("Bank/Bank.csproj", Woven, kind: "Library");
        user.Write("Bank/FodyWeavers.xml", "<Weavers><Replicated /></Weavers>");
        user.Write("Bank/Account.cs", Account);
        var packed = user.Dotnet("Bank", "pack", "-c", "Debug", "-p:Version=1.0.0-test");
        Assert.That((packed.ExitCode, string.Join(' ', packed.Messages)), Is.EqualTo((0, "Bank.csproj(): warning RPL4001")), packed.ToString());
        Assert.That(packed.ToString(), Does.Contain("Whoever uses 'Bank' without weaving could write 'Bank.Account.Balance'"));
    }

    [OneTimeTearDown]
    public void Delete() => user.Dispose();

    [Test]
    public void its_own_build_is_an_error_that_names_it_and_the_member_until_it_is_woven()
    {
        user.WriteProject("Teller/Teller.csproj", "<ProjectReference Include=\"../Bank/Bank.csproj\" />");
        user.Write("Teller/Program.cs", Program);

        var built = user.Dotnet("Teller", "build");
        Assert.That(built.Messages, Is.EqualTo(["Teller.csproj(): error RPL4001"]), built.ToString());
        Assert.That(built.ToString(), Does.Contain("The assembly 'Teller' is not woven and could write 'Bank.Account.Balance' of 'Bank'"));
        Assert.That(user.Dotnet("Teller", "build").ExitCode, Is.Not.Zero, "it is not forgotten");

        user.WriteProject("Teller/Teller.csproj", $"<ProjectReference Include=\"../Bank/Bank.csproj\" />{Woven}");
        user.Write("Teller/FodyWeavers.xml", "<Weavers><Replicated /></Weavers>");
        built = user.Dotnet("Teller", "build");
        Assert.That((built.ExitCode, built.Messages), Is.EqualTo((0, Array.Empty<string>())), built.ToString());
    }

    [Test]
    public void marks_of_its_own_are_an_error_that_names_the_package_that_weaves()
    {
        user.WriteProject("Idle/Idle.csproj", Woven.Replace("Replicated.Fody", "Replicated.Runtime", StringComparison.Ordinal));
        user.Write("Idle/Program.cs", Account + " static class Program { static void Main() => System.Console.WriteLine(new Account().Balance); }");

        var built = user.Dotnet("Idle", "build");
        Assert.That(built.Messages, Is.EqualTo(["Idle.csproj(): error RPL4018"]), built.ToString());
        Assert.That(built.ToString(), Does.Contain("add the package Replicated.Fody to its project"));
    }

    [Test]
    public void of_a_package_the_publish_decides_by_what_it_does()
    {
        WriteUserOfLedger("Desk");
        WriteLedger("public static decimal Of(Bank.Account account) => account.Balance;");
        for (int time = 0; time < 2; time++)
        {
            var built = user.Dotnet("Desk", "build", "-p:MSBuildWarningsAsErrors=RPL4001");
            Assert.That((built.ExitCode, string.Join(' ', built.Messages)), Is.EqualTo((1, "Desk.csproj(): error  Desk.csproj(): error RPL4001")), built.ToString());
        }
        Assert.That(File.Exists(user.PathOf("Desk/bin/Debug/net10.0/Desk.dll")), Is.False, "what was not checked is not used");
        for (int time = 0; time < 2; time++)
        {
            var built = user.Dotnet("Desk", "build");
            Assert.That((built.ExitCode, string.Join(' ', built.Messages)), Is.EqualTo((0, "Desk.csproj(): warning RPL4001")), "as often as it is built");
        }

        var silenced = user.Dotnet("Desk", "build", "-p:NoWarn=RPL4001");
        Assert.That((silenced.ExitCode, silenced.Messages), Is.EqualTo((0, Array.Empty<string>())), silenced.ToString());
        var raised = user.Dotnet("Desk", "build", "-p:WarningsAsErrors=RPL4001");
        Assert.That((raised.ExitCode, raised.Messages.Contains("Desk.csproj(): error RPL4001")), Is.EqualTo((1, true)), raised.ToString());

        var published = user.Dotnet("Desk", "publish", "-p:PublishSingleFile=true", "--use-current-runtime", "--no-self-contained");
        Assert.That((published.ExitCode, string.Join(' ', published.Messages)), Is.EqualTo((0, "Desk.csproj(): warning RPL4001")), published.ToString());

        WriteLedger("public static decimal Of(Bank.Account account) => account.Balance = 3;");
        Directory.Delete(user.PathOf("Desk/bin"), recursive: true);
        published = user.Dotnet("Desk", "publish", "-p:PublishSingleFile=true", "--use-current-runtime", "--no-self-contained");
        Assert.That(published.ExitCode, Is.Not.Zero);
        Assert.That(Directory.GetFiles(user.PathOf("Desk/bin"), "Desk*", SearchOption.AllDirectories).Where(file => file.Contains("publish", StringComparison.Ordinal)), Is.Empty, "nothing is published");
        Assert.That(published.ToString(), Does.Match(@"Ledger-\w+\.cs\(1,\d+,1,\d+\)\s?: error RPL4011: 'Ledger\.Book\.Of' of the assembly 'Ledger' accesses 'Bank\.Account\.Balance'"));
    }

    [Test]
    public void of_a_package_the_project_says_how_bad_it_is_and_what_it_says_otherwise_is_heard_by_the_next_build()
    {
        WriteUserOfLedger("Till");
        WriteLedger("public static decimal Of(Bank.Account account) => account.Balance;");
        const string Warning = "Till.csproj(): warning RPL4001";
        const string Error = "Till.csproj(): error RPL4001";

        Expect(0, Warning, Build());
        Expect(0, "", Build("-p:NoWarn=RPL4001"));
        Expect(0, Warning, Build());
        Expect(1, Error, Build("-p:TreatWarningsAsErrors=true"));
        Expect(0, Warning, Build("-p:TreatWarningsAsErrors=true", "-p:WarningsNotAsErrors=RPL4001"));
        Expect(1, Error, Build("-p:WarningsAsErrors=RPL4001"));

        Expect(0, "", BuildAs("[*]", "none"));
        Expect(1, Error, BuildAs("[*.csproj]", "error"));
        Expect(1, Error, Build());
        var told = BuildAs("[Till.csproj]", "suggestion", "-p:TreatWarningsAsErrors=true", "-v:n");
        Expect(0, "", told);
        Assert.That(told.Lines, Has.Some.Match(@"Till\.csproj : message RPL4001: The assembly 'Ledger' is not woven"));
        Expect(0, Warning, BuildAs("[*.cs]", "none"));
        File.Delete(user.PathOf("Till/.editorconfig"));
        user.Write("Till/.globalconfig", "is_global = true\ndotnet_diagnostic.RPL4001.severity = none");
        Expect(0, "", Build());
        File.Delete(user.PathOf("Till/.globalconfig"));
        Expect(0, Warning, Build());

        BuildOutcome Build(params string[] arguments) => user.Dotnet("Till", ["build", .. arguments]);

        BuildOutcome BuildAs(string section, string severity, params string[] arguments)
        {
            user.Write("Till/.editorconfig", $"root = true\n{section}\ndotnet_diagnostic.RPL4001.severity = {severity}");
            return Build(arguments);
        }
    }

    /// <summary>The warning for builds that are not known yet.</summary>
    [Test]
    public void a_library_that_is_packed_says_how_bad_it_is()
    {
        user.WriteProject("Vat/Vat.csproj", Woven, kind: "Library");
        user.Write("Vat/FodyWeavers.xml", "<Weavers><Replicated /></Weavers>");
        user.Write("Vat/Account.cs", Account);
        Expect(0, "Vat.csproj(): warning RPL4001", user.Dotnet("Vat", "pack", "-p:Version=1.0.0-test"));
        Expect(1, "Vat.csproj(): error RPL4001", user.Dotnet("Vat", "pack", "-p:Version=1.0.0-test", "-p:TreatWarningsAsErrors=true"));
        user.Write("Vat/.editorconfig", "root = true\n[*]\ndotnet_diagnostic.RPL4001.severity = none");
        Expect(0, "", user.Dotnet("Vat", "pack", "-p:Version=1.0.0-test", "-p:TreatWarningsAsErrors=true"));
    }

    /// <summary>A field that no assembly can name but by an accessor, and a build that is to be the same on every machine.</summary>
    [Test]
    public void the_publish_shows_sources_where_they_are_whatever_the_compiler_calls_them()
    {
        user.WriteProject("Vault/Vault.csproj", Woven, kind: "Library");
        user.Write("Vault/FodyWeavers.xml", "<Weavers><Replicated /></Weavers>");
        user.Write("Vault/Safe.cs", "[Replicated.Replicated] public class Safe { int content = 1; public int Content => content; }");
        user.WriteProject("Thief/Thief.csproj", "<ProjectReference Include=\"../Vault/Vault.csproj\" />");
        user.Write("Thief/Program.cs", """
            using System.Runtime.CompilerServices;
            Access.Content(new Safe()) = 3;
            static class Access
            {
                [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "content")] public static extern ref int Content(Safe safe);
            }
            """);
        string map = $"-p:PathMap={user.PathOf("")}=/_/";
        Assert.That(user.Dotnet("Thief", "build", map).ExitCode, Is.Zero);

        foreach (string[] arguments in (string[][])[["publish", map], ["publish", "-c", "Debug", "--no-build"]])
        {
            var published = user.Dotnet("Thief", arguments);
            Assert.That(published.Messages, Is.EqualTo(["Program.cs(5): error RPL4011"]), published.ToString());
            Assert.That(published.ToString(), Does.Contain(user.PathOf("Thief/Program.cs(5,")));
        }
    }

    static void Expect(int exitCode, string messages, BuildOutcome built) =>
        Assert.That((built.ExitCode, string.Join(' ', built.Messages)), Is.EqualTo((exitCode, messages)), built.ToString());

    void WriteUserOfLedger(string name)
    {
        user.WriteProject($"{name}/{name}.csproj", $"{Woven}<ProjectReference Include=\"../Bank/Bank.csproj\" /><Reference Include=\"Ledger\" HintPath=\"../packed/Ledger.dll\" NuGetPackageId=\"Ledger\" />");
        user.Write($"{name}/FodyWeavers.xml", "<Weavers><Replicated /></Weavers>");
        user.Write($"{name}/Program.cs", Program + "System.Console.WriteLine(Ledger.Book.Of(new Bank.Account()));");
    }

    void WriteLedger(string method)
    {
        byte[] bank = File.ReadAllBytes(user.PathOf("Bank/bin/Debug/net10.0/Bank.dll"));
        var ledger = SampleCompiler.Compile($"namespace Ledger; public static class Book {{ {method} }}", name: "Ledger", references: new CompiledSample("Bank", bank, []));
        Directory.CreateDirectory(user.PathOf("packed"));
        File.WriteAllBytes(user.PathOf("packed/Ledger.dll"), ledger.Assembly);
        File.WriteAllBytes(user.PathOf("packed/Ledger.pdb"), ledger.Symbols);
    }
}
