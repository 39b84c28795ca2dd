using System.Reflection;
using System.Runtime.CompilerServices;
using AssemblyToProcess;
using Replicated.Woven;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>
/// Statics belong to the process, not to a graph, and each graph captures all of them. So the samples' are announced only while their
/// tests run, and those of other programs in this process are not.
/// </summary>
static class SampleStatics
{
    static readonly List<StaticRoot> announced = (List<StaticRoot>)typeof(Registry).GetField("statics", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
    static readonly List<StaticRoot> others = [];
    static readonly List<StaticRoot> own = [];

    internal static void Begin()
    {
        RuntimeHelpers.RunModuleConstructor(typeof(Bank).Module.ModuleHandle);
        var found = announced.ToLookup(root => root.DeclaringType.Assembly == typeof(Bank).Assembly);
        own.AddRange(found[true]);
        others.AddRange(found[false]);
        Announce(own);
        Forget();
    }

    internal static void End()
    {
        Forget();
        Announce(others);
        others.Clear();
    }

    /// <summary>What an earlier graph attached is not of the next one.</summary>
    internal static void Forget()
    {
        Bank.Reset();
        foreach (var root in own)
            root.Holder.GetHeader() = default;
    }

    static void Announce(List<StaticRoot> roots)
    {
        announced.Clear();
        announced.AddRange(roots);
    }
}
