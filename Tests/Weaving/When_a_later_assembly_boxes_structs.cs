namespace Replicated.Tests.Weaving;

/// <summary>A struct that changes in its box is declared in an assembly that is woven after the one whose member holds it, so that the build of that one knew of none.</summary>
public sealed class When_a_later_assembly_boxes_structs
{
    const string Library = """
        public interface ICounts { int Count { get; } void Increment(); }
        [Replicated] public class Holder { public static Holder ReplicatedOnly = new(); public int Number { get; set; } public ICounts Held { get; set; } public object Other { get; set; } }
        """;

    const string Program = """
        [Replicated] public struct Counter : ICounts { int n; public readonly int Count => n; public void Increment() => n++; }
        public static class Run
        {
            static void Hold<T>(T counter) where T : ICounts => Holder.ReplicatedOnly.Held = counter;
            public static object Load() => Holder.ReplicatedOnly;
            public static void Start() { Hold(new Counter()); Holder.ReplicatedOnly.Other = 3; }
            public static void Increment() => Holder.ReplicatedOnly.Held.Increment();
            public static string Show() => $"{Holder.ReplicatedOnly.Held.Count} {Holder.ReplicatedOnly.Other}";
        }
        """;

    WovenProgram first = null!;
    WovenProgram second = null!;
    ProgramState active = null!;
    ProgramState standby = null!;

    [SetUp]
    public void Attach()
    {
        first = WovenProgram.From(Microsoft.CodeAnalysis.OptimizationLevel.Release, "<Replicated />", Library, Program);
        second = new WovenProgram(first.Samples);
        first.Run("Run.Load");
        second.Run("Run.Load");
        active = new ProgramState(first).Activate();
        standby = new ProgramState(second);
        first.Run("Run.Start");
        standby.Apply(active.Capture());
    }

    [Test]
    public void each_change_arrives_and_nothing_is_sent_where_none_changes()
    {
        for (int count = 1; count <= 3; count++)
        {
            first.Run("Run.Increment");
            standby.Apply(active.Capture());
            Assert.That(second.Run("Run.Show"), Is.EqualTo($"{count} 3"));
            Assert.That(active.Capture(), Is.Null);
        }
    }

    [Test]
    public void so_does_one_on_the_node_that_took_over()
    {
        standby.Activate();
        standby.Capture();
        second.Run("Run.Increment");
        Assert.That(standby.Capture(), Is.Not.Null);
        Assert.That(standby.Capture(), Is.Null);
    }
}
