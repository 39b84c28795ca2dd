using System.Runtime.Loader;
using AssemblyToProcess;
using Replicated.Woven;

namespace Replicated.Tests.Weaving;

public class When_an_assembly_that_refers_to_woven_ones_is_loaded
{
    [Test]
    public void members_that_it_could_get_at_are_not_watched()
    {
        string name = $"Watched{Guid.NewGuid():N}";
        var first = SampleCompiler.Compile("public class Open { public List<int> Items = new(); }", name: name);
        var open = Load(first).GetType("Open")!;
        var watch = Watch.Open(open.TypeHandle);
        // Code that other tests made at run time could get at anything.
        bool holds = !AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.IsDynamic);
        Assert.That(watch.Holds, Is.EqualTo(holds));
        Load(SampleCompiler.Compile("public class Plain { }", name: name + "Plain"));
        Assert.That(watch.Holds, Is.EqualTo(holds), "it does not refer to it");
        Load(SampleCompiler.Compile("public class Other { public void Add(Open open) => open.Items.Add(1); }", name: name + "Other", references: first));
        Assert.That(watch.Holds, Is.False);
        Assert.That(Watch.Closed.Holds);
    }

    [Test]
    public void those_are_not_watched_that_one_could_get_at_which_is_loaded_already()
        => Assert.That(Watch.Open(typeof(Bank).TypeHandle).Holds, Is.False, "these tests refer to it");

    static System.Reflection.Assembly Load(CompiledSample sample) => AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(sample.Assembly));
}
