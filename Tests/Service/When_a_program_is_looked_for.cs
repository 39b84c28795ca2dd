using Replicated.Standby;
using Replicated.Takeover;

namespace Replicated.Tests.Service;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class When_a_program_is_looked_for : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Put(string name, string content = "")
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, content);
        return path;
    }

    void PutAll(string configuration = """{"runtimeOptions":{}}""")
    {
        Put("My.App.dll");
        Put("My.App");
        Put("My.App.runtimeconfig.json", configuration);
        Put("Replicated.Runtime.dll");
    }

    static void AssertRefused(string path, int exitCode, string text) =>
        Assert.That(() => Application.Find(path), Throws.InstanceOf<StartupException>().With.Message.Contains(text).And.Property(nameof(StartupException.ExitCode)).EqualTo(exitCode));

    [Test]
    public void an_assembly_is_started_by_the_host()
    {
        PutAll();

        var found = Application.Find(Path.Combine(folder.Path, "My.App.dll"));
        Assert.That(found.Executable, Is.Null);
        Assert.That(Path.GetFileName(found.Hook), Is.EqualTo("Replicated.Runtime.dll"));
    }

    [Test]
    public void an_executable_is_started_itself()
    {
        PutAll();

        var found = Application.Find(Path.Combine(folder.Path, "My.App"));
        Assert.That(Path.GetFileName(found.Executable), Is.EqualTo("My.App"));
        Assert.That(Path.GetFileName(found.Assembly), Is.EqualTo("My.App.dll"));
    }

    [Test]
    public void a_file_that_is_not_there_is_named() =>
        AssertRefused(Path.Combine(folder.Path, "None.dll"), ExitCodes.NoApplication, Path.Combine(folder.Path, "None.dll") + " does not exist");

    [Test]
    public void a_folder_is_no_program() => AssertRefused(folder.Path, ExitCodes.NoApplication, "does not exist");

    [Test]
    public void a_library_is_no_program()
    {
        var library = Put("Library.dll");
        Put("Replicated.Runtime.dll");

        AssertRefused(library, ExitCodes.NoApplication, "Library.runtimeconfig.json must be beside it");
    }

    [Test]
    public void a_single_file_is_told_to_start_replication_itself() =>
        AssertRefused(Put("Single"), ExitCodes.NoApplication, "calls Replication.Start() in Main instead");

    [Test]
    public void a_program_without_the_runtime_is_told_the_three_steps()
    {
        PutAll();
        File.Delete(Path.Combine(folder.Path, "Replicated.Runtime.dll"));

        AssertRefused(Path.Combine(folder.Path, "My.App.dll"), ExitCodes.NotWoven, "Three steps");
    }

    [Test]
    public void a_program_built_without_startup_hooks_is_refused_since_main_would_run_at_once()
    {
        PutAll("""{"runtimeOptions":{"configProperties":{"System.StartupHookProvider.IsSupported":false}}}""");

        AssertRefused(Path.Combine(folder.Path, "My.App.dll"), ExitCodes.NoApplication, "StartupHookSupport");
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    public void a_configuration_that_cannot_be_read_is_named(string configuration)
    {
        PutAll(configuration);

        AssertRefused(Path.Combine(folder.Path, "My.App.dll"), ExitCodes.NoApplication, "My.App.runtimeconfig.json cannot be read");
    }

    [TestCase("/usr/bin/dotnet", null, "/usr/bin/dotnet")]
    [TestCase("/tools/replicated-standby", "/opt/net", "/opt/net/dotnet")]
    [TestCase("/tools/replicated-standby", "/nowhere", "dotnet")]
    [TestCase("/tools/replicated-standby", null, "dotnet")]
    [Platform("Linux,MacOsX")]
    public void the_host_is_the_one_that_runs_the_service_or_that_of_the_installation(string process, string? root, string found) =>
        Assert.That(DotnetHost.Find(process, root, path => path == "/opt/net/dotnet"), Is.EqualTo(found));
}
