namespace Replicated.Tests.Weaving;

/// <summary><c>Unsafe.Unbox</c> gives out the address of what is in a box: no member is stored to, and the struct has no method that changes it.</summary>
public class When_the_inside_of_a_box_is_written
{
    const string Source = """
        using System.Runtime.CompilerServices;
        public struct Plain { public int N; }
        [Replicated] public class Holder { public static Holder ReplicatedOnly = new(); public object any; public List<object> list; }
        public static class Run
        {
            public static void Load() { Holder.ReplicatedOnly.any = new Plain(); Holder.ReplicatedOnly.list = [new Plain()]; }
            public static void Number() => Holder.ReplicatedOnly.any = 3;
            public static void Member() => Unsafe.Unbox<Plain>(Holder.ReplicatedOnly.any).N++;
            public static void MemberWithNumber() { ref int n = ref Unsafe.Unbox<int>(Holder.ReplicatedOnly.any); n++; }
            public static void Item() => Unsafe.Unbox<Plain>(Holder.ReplicatedOnly.list[0]).N++;
        }
        """;

    [TestCase("Member", "Load")]
    [TestCase("MemberWithNumber", "Load", "Number")]
    [TestCase("Item", "Load")]
    public void the_change_is_sent(string write, params string[] before)
    {
        var program = WovenProgram.From(Source);
        var active = new ProgramState(program).Activate();
        foreach (string method in before)
            program.Run("Run." + method);
        active.Capture();
        Assert.That(active.Capture(), Is.Null, "nothing changed");
        program.Run("Run." + write);
        Assert.That(active.Capture(), Is.Not.Null);
        Assert.That(active.Capture(), Is.Null);
    }
}
