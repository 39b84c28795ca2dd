using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

/// <summary>
/// Row 20: what a program observes of when its initialisers run is as without the weaver. Of a relaxed type (beforefieldinit) the platform
/// chooses the moment, so only that it stays one.
/// </summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_a_type_initialiser_has_side_effects(OptimizationLevel optimization)
{
    const string Source = """
        public static class Log { public static string Text = ""; public static int Add(string text) { Text += text + " "; return Text.Length; } }
        public class Precise { [Replicated] public static int n = Log.Add("Precise"); [Replicated] public static int m; static Precise() { Log.Add("static ctor"); } public static void Method() { } }
        public class Relaxed { [Replicated] public static int n = Log.Add("Relaxed"); [Replicated] public static int m; public static void Method() { } }
        public class Generic<T> { [Replicated] public static int n = Log.Add("Generic " + typeof(T).Name); [Replicated] public static T m; static Generic() { if (n < 0) return; Log.Add("static ctor"); } }
        public class RelaxedGeneric<T> { [Replicated] public static int n = Log.Add("RelaxedGeneric " + typeof(T).Name); [Replicated] public static T m; }
        public class Base { [Replicated] public static int n = Log.Add("Base"); static Base() { } }
        public class Derived : Base { [Replicated] public static int d = Log.Add("Derived"); static Derived() { n = 3; } }
        public class Failing { [Replicated] public static int n; static Failing() { Log.Add("Failing"); n = 1; throw new InvalidOperationException(); } }
        public class FailingGeneric<T> { [Replicated] public static int n; static FailingGeneric() { Log.Add("FailingGeneric"); n = 1; throw new InvalidOperationException(); } }
        public class Circular { [Replicated] public static int n = Other.n + Log.Add("Circular"); static Circular() { } public class Other { [Replicated] public static int n = Circular.n + Log.Add("Other"); static Other() { } } }
        public static class Run
        {
            static int Value(string text) => Log.Add(text);
            public static string Store() { Precise.m = Value("value"); Log.Add("end"); return Log.Text; }
            public static string Load() { Log.Add("before"); int n = Precise.n; return Log.Text; }
            public static string Address() { int.TryParse(Value("value").ToString(), out Precise.m); return Log.Text; }
            public static string Call() { Log.Add("before"); Precise.Method(); return Log.Text; }
            public static string NotCalled(bool b) { if (b) Precise.m = 3; return Log.Text; }
            public static string Generics() { Generic<int>.m = Value("int"); Generic<string>.m = "x"; Generic<int>.m++; Generic<long>.n = 3; return Log.Text; }
            public static string RelaxedGenerics() { RelaxedGeneric<int>.m = 4; RelaxedGeneric<int>.n++; return Log.Text; }
            public static string Inheritance() { Derived.d = Value("value"); return Log.Text; }
            public static string Fails() { for (int i = 0; i < 2; i++) try { Failing.n = Value("value"); } catch (TypeInitializationException e) { Log.Add(e.InnerException.GetType().Name); } return Log.Text; }
            public static string FailsGeneric() { for (int i = 0; i < 2; i++) try { FailingGeneric<int>.n = Value("value"); } catch (TypeInitializationException e) { Log.Add(e.InnerException.GetType().Name); } return Log.Text; }
            public static string Circle() { Circular.n = Value("value"); return Log.Text + Circular.Other.n; }
        }
        """;

    [TestCase("Run.Store")]
    [TestCase("Run.Load")]
    [TestCase("Run.Address")]
    [TestCase("Run.Call")]
    [TestCase("Run.NotCalled", false)]
    [TestCase("Run.Generics")]
    [TestCase("Run.RelaxedGenerics")]
    [TestCase("Run.Inheritance")]
    [TestCase("Run.Fails")]
    [TestCase("Run.FailsGeneric")]
    [TestCase("Run.Circle")]
    public void it_runs_when_it_did_before(string method, params object[] arguments)
    {
        var unwoven = new WovenProgram([SampleCompiler.Compile(Source, optimization)]);
        var woven = WovenProgram.From(Source, optimization);
        string expected = (string)unwoven.Run(method, arguments)!;
        Assert.That(woven.Run(method, arguments), Is.EqualTo(expected));
        Assert.That(expected, Is.Not.Empty.Or.EqualTo(method == "Run.NotCalled" ? "" : "something"));
    }

    [TestCase("Precise")]
    [TestCase("Relaxed")]
    [TestCase("Generic`1")]
    [TestCase("RelaxedGeneric`1")]
    public void a_type_is_as_relaxed_as_it_was(string type)
    {
        var unwoven = new WovenProgram([SampleCompiler.Compile(Source, optimization)]);
        var woven = WovenProgram.From(Source, optimization);
        Assert.That(woven.Type(type).Attributes, Is.EqualTo(unwoven.Type(type).Attributes));
        Assert.That(woven.Type(type).TypeInitializer is null, Is.EqualTo(unwoven.Type(type).TypeInitializer is null));
    }
}
