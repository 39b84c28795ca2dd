using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

/// <summary>The rest of the assembly cannot name the type, and so the module's initialiser cannot either.</summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_statics_are_in_a_hidden_type(OptimizationLevel optimization)
{
    const string Source = """
        public static class Flags { public static string Ran = ""; }
        public class Outer
        {
            static Outer() { Flags.Ran += "Outer "; }
            private static class Hidden { [Replicated] static int n; internal static int N { get => n; set => n = value; } }
            protected class Family { [Replicated] internal static int f; static Family() { Flags.Ran += "Family "; } }
            private class Deep
            {
                static Deep() { Flags.Ran += "Deep "; }
                internal class Seen { private struct Deepest { [Replicated] internal static int d; static Deepest() { Flags.Ran += "Deepest "; } } internal static int D { get => Deepest.d; set => Deepest.d = value; } }
                internal class Beside { [Replicated] internal static int b; }
                private class Generic<T> { [Replicated] internal static T t; }
                internal static string T { get => Generic<string>.t; set => Generic<string>.t = value; }
            }
            public static void Store() { Hidden.N = 1; Family.f = 2; Deep.Seen.D = 3; Deep.Beside.b = 4; Deep.T = "5"; }
            public static string Show() => $"{Hidden.N} {Family.f} {Deep.Seen.D} {Deep.Beside.b} {Deep.T}";
        }
        public static class Run { public static string Initialised() => Flags.Ran; }
        """;

    [Test]
    public void they_are_roots_like_others()
    {
        var first = WovenProgram.From(Source, optimization);
        var second = new WovenProgram(first.Samples);
        var active = new ProgramState(first).Activate();
        var standby = new ProgramState(second);
        first.Run("Outer.Store");
        standby.Apply(active.Capture());
        Assert.That(second.Run("Outer.Show"), Is.EqualTo("1 2 3 4 5"));
    }

    [Test]
    public void announcing_them_runs_no_initialiser()
    {
        var program = WovenProgram.From(Source, optimization);
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(program.Assembly.ManifestModule.ModuleHandle);
        Assert.That(program.Run("Run.Initialised"), Is.Empty);
    }
}
