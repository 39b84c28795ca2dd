namespace Replicated.Tests.Evolve;

/// <summary>A test with a <see cref="Rollout"/> of its own.</summary>
public abstract class RolloutTest
{
    private protected Rollout rollout = null!;

    [SetUp]
    public void Begin() => rollout = new();
}
