namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>A test that takes objects of the samples through capture and apply.</summary>
[NonParallelizable]
public abstract class RoundTripTest
{
    [SetUp]
    public void BeginStatics() => SampleStatics.Begin();

    [TearDown]
    public void EndStatics() => SampleStatics.End();
}
