using Replicated.Takeover;
using Replicated.Tests.Service;

namespace Replicated.Tests.Lease;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Category("Processes")]
public sealed class When_the_holder_is_another_process : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    RunningProgram StartHolder() => RunningProgram.Start("dotnet", [TestPrograms.LeaseHolder, $"file:{folder.Path}", "bank"]);

    [Test]
    public void nobody_else_gets_the_lease_until_it_is_killed_and_its_record_survives()
    {
        using var holder = StartHolder();
        using var other = LeaseStores.Open($"file:{folder.Path}", "bank");
        holder.Tell("acquire");
        holder.WaitForLine("held");
        holder.Tell("42");
        holder.WaitForLine("written");
        Assert.That(other.TryAcquire(), Is.False);

        holder.Kill();
        holder.WaitForEnd();

        Assert.That(other.TryAcquire(), Is.True);
        Assert.That(other.Read()!.Epoch.Value, Is.EqualTo(42));
    }

    [Test]
    public void a_program_that_the_holder_started_does_not_keep_the_lease()
    {
        using var store = LeaseStores.Open($"file:{folder.Path}", "bank");
        store.TryAcquire();
        using var child = StartHolder();
        child.Tell("acquire");
        child.WaitForLine("taken");

        store.Release();

        child.Tell("acquire");
        child.WaitForLine("held");
    }

    [Test]
    public void of_many_that_race_one_holds_it()
    {
        const int rounds = 20;
        var racers = Enumerable.Range(0, 4).Select(_ => StartHolder()).ToArray();
        try
        {
            for (var round = 1; round <= rounds; round++)
            {
                foreach (var racer in racers)
                    racer.Tell("acquire");
                foreach (var racer in racers)
                    WaitForAnswers(racer, 2 * round - 1);
                Assert.That(racers.Count(racer => racer.Lines[^1] == "held"), Is.EqualTo(1), $"round {round}");
                foreach (var racer in racers)
                    racer.Tell("release");
                foreach (var racer in racers)
                    WaitForAnswers(racer, 2 * round);
            }
        }
        finally
        {
            foreach (var racer in racers)
                racer.Dispose();
        }
    }

    static void WaitForAnswers(RunningProgram racer, int count) =>
        Assert.That(() => racer.Lines, Has.Length.EqualTo(count).After(60_000, 1));
}
