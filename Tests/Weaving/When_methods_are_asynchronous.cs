using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

/// <summary>Rows 99 to 103. The state machine is a class in Debug and a struct in Release; marks before an await belong to an earlier commit.</summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_methods_are_asynchronous(OptimizationLevel optimization)
{
    const string Source = """
        public struct S { public int X; }
        [Replicated] public class Z
        {
            public int f, g, h; public S s; public List<int> list = new();
            static async Task Given(Task gate) => await gate;
            static async Task<int> Value(Task gate, int n) { await gate; return n; }
            public async Task Before(Task gate) { f = 1; await gate; g = 2; }
            public async Task Assigned(Task gate) { f = await Value(gate, 4); s.X += await Value(gate, 1); }
            public async void Forgotten(Task gate, Action done) { f = 1; try { await gate; g = 2; throw new Exception(); } catch { h = 3; } finally { done(); } }
            public async Task<int> Generic<T>(Task gate, T value) { f = value.GetHashCode(); await gate; g = f; return g; }
            public async ValueTask Elsewhere(Task gate) { await gate.ConfigureAwait(false); await Task.Run(() => { h = 5; }); f = 6; }
            public async IAsyncEnumerable<int> Stream(Task gate) { f = 1; yield return 1; await gate; g = 2; yield return 2; }
            public static Task RunBefore(Z z, Task gate) => z.Before(gate);
            public static Task RunAssigned(Z z, Task gate) => z.Assigned(gate);
            public static Task RunForgotten(Z z, Task gate) { var done = new TaskCompletionSource(); z.Forgotten(gate, done.SetResult); return done.Task; }
            public static Task RunGeneric(Z z, Task gate) => z.Generic(gate, "text");
            public static Task RunElsewhere(Z z, Task gate) => z.Elsewhere(gate).AsTask();
            public static async Task RunStream(Z z, Task gate) { await foreach (int i in z.Stream(gate)) { } }
        }
        """;

    [TestCase("Z.RunBefore", "f", "g")]
    [TestCase("Z.RunAssigned", "", "f s")]
    [TestCase("Z.RunForgotten", "f", "g h")]
    [TestCase("Z.RunGeneric", "f", "g")]
    [TestCase("Z.RunElsewhere", "", "h f")]
    [TestCase("Z.RunStream", "f", "g")]
    public async Task what_is_stored_on_each_side_of_an_await_is_marked(string method, string before, string after)
    {
        var program = WovenProgram.From(Source, optimization, "<Replicated Writers=\"Synchronized\" />");
        object z = program.New("Z");
        program.Arm(z);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = (Task)program.Run(method, z, gate.Task)!;
        Assert.That(program.Marked(z), Is.EquivalentTo(before.Split(' ', StringSplitOptions.RemoveEmptyEntries)), "before the await");
        program.Arm(z);
        gate.SetResult();
        await running.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(program.Marked(z), Is.EquivalentTo(after.Split(' ')), "a commit came between");
    }

    /// <summary>Row 61: of what the debugger shows, the compiler keeps the pointer in a field of the state machine. In a method of its own it is not.</summary>
    [TestCase("async Task Fixed() { unsafe { fixed (int* p = &f) *p = 3; } await Task.Yield(); }", false)]
    [TestCase("IEnumerable<int> Fixed() { unsafe { fixed (int* p = &f) *p = 3; } yield return 1; }", false)]
    [TestCase("async Task Fixed() { Set(); await Task.Yield(); } unsafe void Set() { fixed (int* p = &f) *p = 3; }", true)]
    public void a_pointer_that_the_compiler_keeps_in_a_field_for_the_debugger_is_refused(string method, bool isOrdinary)
    {
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile("[Replicated] public class Z { int f; public " + method + " }", optimization));
        string[] expected = optimization == OptimizationLevel.Debug && !isOrdinary ? ["RPL2005"] : [];
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Rule.Id).Distinct(), Is.EqualTo(expected));
    }
}
