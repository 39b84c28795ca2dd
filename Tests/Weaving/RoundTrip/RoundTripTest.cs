using System.Runtime.CompilerServices;
using AssemblyToProcess;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>A test that takes objects of the samples through capture and apply.</summary>
[NonParallelizable]
public abstract class RoundTripTest
{
    [SetUp]
    public void BeginStatics()
    {
        RuntimeHelpers.RunModuleConstructor(typeof(Bank).Module.ModuleHandle);
        ProcessStatics.Program = typeof(Bank).Assembly;
        Bank.Reset();
    }

    [TearDown]
    public void EndStatics()
    {
        ProcessStatics.Program = null;
        Bank.Reset();
    }
}
