using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_lambdas_are_compiled(OptimizationLevel optimization)
{
    const string Uses = """
        public class Uses
        {
            public static int Query(int[] all, int least) => System.Linq.Enumerable.Count(all, one => one >= least);
            public static IEnumerable<int> Sequence(int n) { yield return n; }
            public static EventHandler Handler(int n) => (_, _) => n++;
        }
        """;

    [Test]
    public void only_closures_and_iterators_that_a_member_can_hold_are_woven()
    {
        Assert.That(Woven("[Replicated] public class A { public int n; }"), Is.Empty);
        Assert.That(Woven("[Replicated] public class A { public Func<int, bool> f; }"), Is.EqualTo(["<>c__DisplayClass0_0"]));
        Assert.That(Woven("[Replicated] public class A { public event EventHandler e; }"), Is.EqualTo(["<>c__DisplayClass2_0"]));
        Assert.That(Woven("[Replicated] public class A { public IEnumerable<int> i; }"), Is.EqualTo(["<Sequence>d__1"]));
        Assert.That(Woven("[Replicated] public class A { public IList<int> i; }"), Is.Empty);
        Assert.That(Woven("[Replicated] public class A { public object o; }"), Is.EqualTo(["<>c__DisplayClass0_0", "<>c__DisplayClass2_0", "<Sequence>d__1"]));
        Assert.That(Woven("public class A { static List<(int, Func<int, bool>[])> ReplicatedAll; }"), Is.EqualTo(["<>c__DisplayClass0_0"]));
    }

    /// <summary>T4.</summary>
    [Test]
    public void without_marks_nothing_is_woven()
    {
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile("public class A { public object o; } " + Uses, optimization));
        Assert.That(result.Plan!.IsEmpty && result.Bodies.Count == 0);
    }

    [Test]
    public void what_they_hold_does_not_fail_the_build()
    {
        const string Source = """
            [Replicated] public class A
            {
                public Action Do;
                public IEnumerator<int> Steps;
                public static Action Stream(System.IO.Stream stream) => () => stream.Flush();
                public static Action Kept(int n) { ref int r = ref n; r++; Action a = () => n++; Bump(ref n); return a; }
                static ref int Bump(ref int n) => ref n;
                public static IEnumerator<int> Reads(System.IO.StreamReader reader) { using (reader) { while (reader.Read() is var c and >= 0) yield return c; } }
                public static async Task<int> Later(Task<int> first) { Action a = () => first.Wait(); a(); return await first; }
                public static int Local(int n) { int Add(int m) => n += m; return Add(2) + Add(3); }
            }
            """;
        var program = WovenProgram.From(Source, optimization, "<Replicated Include=\"*\" Writers=\"Synchronized\" />");
        Assert.That(program.Run("A.Local", 1), Is.EqualTo(3 + 6));
    }

    /// <summary>The user cannot mark the field that the compiler makes of a variable.</summary>
    [Test]
    public void what_is_written_unseen_in_them_is_compared()
    {
        const string Source = """
            using System.Runtime.InteropServices;
            [Replicated] public class A
            {
                public Action Do;
                public static Action Of(int seen, int unseen) => () => { seen++; MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref unseen, 1))[0] = 3; };
            }
            """;
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(Source, optimization));
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.Plan!.Classes.SelectMany(type => type.Members).Where(member => member.IsCompared).Select(member => member.Name), Is.EqualTo(["unseen"]));
    }

    string[] Woven(string marked)
    {
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(marked + Uses, optimization), "<Replicated Writers=\"Synchronized\" />");
        Assert.That(result.Diagnostics, Is.Empty);
        return [.. result.Plan!.Classes.Select(type => type.Type.Name).Where(name => name[0] == '<')];
    }
}
