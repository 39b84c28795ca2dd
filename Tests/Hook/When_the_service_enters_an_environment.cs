using System.Collections;
using Replicated.Takeover;

namespace Replicated.Tests.Hook;

public class When_the_service_enters_an_environment
{
    const string hook = "/app/Replicated.Runtime.dll";
    static readonly ServiceEnvironment service = new("/app/MyApp.dll", "17");
    static readonly string separator = Path.PathSeparator.ToString();

    /// <summary>The environment after the changes.</summary>
    static Hashtable With(Hashtable environment, Dictionary<string, string?> changes)
    {
        var changed = (Hashtable)environment.Clone();
        foreach (var (name, value) in changes)
        {
            if (value is null)
                changed.Remove(name);
            else
                changed[name] = value;
        }
        return changed;
    }

    static Hashtable Entered(Hashtable environment, params (string Key, string Text)[] options) =>
        With(environment, service.Enter(environment, hook, options.ToDictionary(option => option.Key, option => option.Text)));

    static Hashtable Left(Hashtable environment) => With(environment, ServiceEnvironment.Leave(environment, hook));

    [Test]
    public void the_program_finds_what_the_service_says()
    {
        var entered = Entered([], ("Cluster", "bank"), ("Peers:0", "localhost:1"));

        Assert.That(ServiceEnvironment.Find(entered), Is.EqualTo(service));
        Assert.That(OptionsReader.KeysOf(entered), Is.EquivalentTo(new Dictionary<string, string> { ["Cluster"] = "bank", ["Peers:0"] = "localhost:1" }));
    }

    [Test]
    public void a_process_that_the_service_did_not_start_finds_nothing() =>
        Assert.That(ServiceEnvironment.Find(new Hashtable { ["DOTNET_STARTUP_HOOKS"] = hook }), Is.Null);

    [Test]
    public void its_hook_comes_after_those_that_are_there() =>
        Assert.That(Entered(new Hashtable { ["DOTNET_STARTUP_HOOKS"] = "/tracer.dll" })["DOTNET_STARTUP_HOOKS"], Is.EqualTo("/tracer.dll" + separator + hook));

    [Test]
    public void an_option_of_the_environment_that_was_overruled_does_not_reach_the_program()
    {
        var entered = Entered(new Hashtable { ["REPLICATED__CLUSTER"] = "old", ["Replicated__Peers__0"] = "localhost:1" }, ("Cluster", "bank"));

        Assert.That(OptionsReader.KeysOf(entered), Is.EquivalentTo(new Dictionary<string, string> { ["Cluster"] = "bank" }));
    }

    [Test]
    public void leaving_restores_what_was_there_before()
    {
        var before = new Hashtable
        {
            ["PATH"] = "/bin",
            ["DOTNET_STARTUP_HOOKS"] = "/tracer.dll" + separator + "/profiler.dll",
            ["Replicated__Cluster"] = "old",
            ["Replicated__Peers__3"] = "localhost:1",
        };

        Assert.That(Left(Entered(before, ("Cluster", "bank"), ("Lease", "none"))), Is.EquivalentTo(before));
    }

    [Test]
    public void leaving_an_environment_without_other_hooks_removes_the_variable() => Assert.That(Left(Entered([])), Is.Empty);

    [Test]
    public void a_hook_that_another_hook_added_or_removed_stays_so()
    {
        var entered = Entered(new Hashtable { ["DOTNET_STARTUP_HOOKS"] = "/once.dll" });
        entered["DOTNET_STARTUP_HOOKS"] = hook + separator + "/added.dll";

        Assert.That(Left(entered)["DOTNET_STARTUP_HOOKS"], Is.EqualTo("/added.dll"));
    }

    [Test]
    public void leaving_what_was_never_entered_removes_the_hook_alone() =>
        Assert.That(Left(new Hashtable { ["DOTNET_STARTUP_HOOKS"] = hook, ["Replicated__Cluster"] = "bank" }), Is.EquivalentTo(new Hashtable { ["Replicated__Cluster"] = "bank" }));
}
