using Microsoft.CodeAnalysis;
using Replicated.Fody.Diagnostics;

namespace Replicated.Tests.Weaving;

/// <summary>
/// A body writes through its <c>in</c> parameter, <c>ReadOnlySpan</c> or readonly <c>this</c>, and is called by the name of an interface, of a
/// method that it overrides, or by a delegate.
/// </summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_a_promise_is_broken_out_of_sight(OptimizationLevel optimization)
{
    const string Usings = "using System.Runtime.CompilerServices; using System.Runtime.InteropServices; ";

    const string Source = Usings + """
        public interface IApplies { void Apply(in int to); }
        public interface ILooks { int Look(in int at); }
        public interface IFills { void Fill(ReadOnlySpan<int> to); }
        public interface IGeneric<T> { void Set(in T to, T value); }
        public interface IStatic { static abstract void Put(in int to); }
        public interface IHands { ref int Hand(scoped in int at); }
        public interface ITouches { void Touch(); }
        public delegate void Applies(in int to); public delegate void Bound(in int to); public delegate void Extended(in int to);
        public delegate void Inner(in int to); public delegate void Outer(in int to); public delegate void OfInterface(in int to);
        public delegate int Looks(in int at);
        public abstract class Base { public abstract void Apply(int by, in int to); public virtual int Look(in int at, int by) => at + by; }
        public class One : Base, IApplies, ILooks, IFills, IGeneric<int>, IStatic, IHands
        {
            void IApplies.Apply(in int to) => Unsafe.AsRef(in to) = 5;
            public override void Apply(int by, in int to) => Unsafe.AsRef(in to) += by;
            public int Look(in int at) => at;
            public void Fill(ReadOnlySpan<int> to) => MemoryMarshal.GetReference(to) = 5;
            public void Set(in int to, int value) => Unsafe.AsRef(in to) = value;
            public static void Put(in int to) => Unsafe.AsRef(in to) = 5;
            public ref int Hand(scoped in int at) => ref Unsafe.AsRef(in at);
            public void Bound(in int to) => Unsafe.AsRef(in to) = 5;
        }
        public static class Extensions { public static void Extend(this One one, in int to) => Unsafe.AsRef(in to) = 5; }
        public readonly struct Frozen(int n) : ITouches { readonly int n = n; void ITouches.Touch() => Unsafe.AsRef(in n) = 5; public override string ToString() => $"{Unsafe.AsRef(in n) = 5}"; }
        [Replicated] public class Z
        {
            public int f, g; public Frozen s;
            public static Base Held = new One();
            public static void Interface(Z z) => ((IApplies)Held).Apply(in z.f);
            public static void Override(Z z) => Held.Apply(5, in z.f);
            public static void Span(Z z) => ((IFills)Held).Fill(new ReadOnlySpan<int>(in z.f));
            public static void SpanBehindReference(Z z) => SetBehind(new ReadOnlySpan<int>(in z.f));
            static void SetBehind(ReadOnlySpan<int> span) { ref var same = ref span; Unsafe.AsRef(in same[0]) = same.Length + 4; }
            public static void ReturnedBehindReference(Z z) => HandBehind(new ReadOnlySpan<int>(in z.f)) = 5;
            static ref int HandBehind(scoped ReadOnlySpan<int> span) { ref var same = ref span; return ref Unsafe.AsRef(in MemoryMarshal.GetReference(same.Slice(same.Length - 1))); }
            public static void Generic(Z z) => SetBy<IGeneric<int>>((IGeneric<int>)Held, z);
            static void SetBy<T>(T by, Z z) where T : IGeneric<int> => by.Set(in z.f, 5);
            public static void Static(Z z) => PutBy<One>(z);
            static void PutBy<T>(Z z) where T : IStatic => T.Put(in z.f);
            public static void Returned(Z z) => ((IHands)Held).Hand(in z.f) = 5;
            public static void Lambda(Z z) { Applies applies = static (in to) => Unsafe.AsRef(in to) = 5; applies(in z.f); }
            public static void Closure(Z z) { int by = 5; Applies applies = (in to) => Unsafe.AsRef(in to) = by; applies(in z.f); }
            public static void OfObject(Z z) { Bound applies = new One().Bound; applies(in z.f); }
            public static void WithFirstArgument(Z z) { Extended applies = new One().Extend; applies(in z.f); }
            public static void OfInterface(Z z) { OfInterface applies = ((IApplies)Held).Apply; applies(in z.f); }
            public static void OfAnother(Z z) { Inner inner = static (in to) => Unsafe.AsRef(in to) = 5; Outer outer = new(inner); outer(in z.f); }
            public static void ByTypeParameter(Z z) => Touch(ref z.s);
            static void Touch<T>(ref T s) where T : ITouches => s.Touch();
            public static void ByObject(Z z) => z.s.ToString();
            public static void ByPlatform(Z z) => ((System.Buffers.ReadOnlySpanAction<int, int>)((span, _) => MemoryMarshal.GetReference(span) = 5))(new ReadOnlySpan<int>(in z.f), 0);
            public static void Kept(Z z) { Looks looks = static (in at) => at; int sum = ((ILooks)Held).Look(in z.f) + Held.Look(in z.g, 1) + looks(in z.f); }
        }
        """;

    const string Library = """
        public interface IApplies { void Apply(in int to); }
        public interface IFills : IApplies { void Fill(ReadOnlySpan<int> to, int n); }
        public interface IHands { ref int Hand(scoped in int at); }
        public delegate void Applies(in int to);
        public abstract class Base { public abstract void Apply(int by, in int to); }
        public abstract class Derived : Base;
        [Replicated] public class Z { int f; public void By(IApplies applies) => applies.Apply(in f); }
        """;

    [TestCase("Interface")]
    [TestCase("Override")]
    [TestCase("Span")]
    [TestCase("SpanBehindReference")]
    [TestCase("ReturnedBehindReference")]
    [TestCase("Generic")]
    [TestCase("Static")]
    [TestCase("Returned")]
    [TestCase("Lambda")]
    [TestCase("Closure")]
    [TestCase("OfObject")]
    [TestCase("WithFirstArgument")]
    [TestCase("OfInterface")]
    [TestCase("OfAnother")]
    [TestCase("ByPlatform")]
    public void the_member_is_marked(string method)
    {
        var program = WovenProgram.From(Source, optimization);
        object z = program.New("Z");
        Assert.That(program.MarkedBy(z, "Z." + method), Is.EqualTo(["f"]));
        Assert.That(z.GetType().GetField("f")!.GetValue(z), Is.EqualTo(5), "the promise is broken");
    }

    [TestCase("ByTypeParameter")]
    [TestCase("ByObject")]
    public void so_is_a_readonly_struct_that_changes_itself(string method)
    {
        var program = WovenProgram.From(Source, optimization);
        Assert.That(program.MarkedBy(program.New("Z"), "Z." + method), Is.EqualTo(["s"]));
    }

    [Test]
    public void one_that_is_kept_by_all_marks_nothing()
    {
        var program = WovenProgram.From(Source, optimization);
        Assert.That(program.MarkedBy(program.New("Z"), "Z.Kept"), Is.Empty);
    }

    [TestCase("class One : IApplies { public void Apply(in int to) => Unsafe.AsRef(in to) = 5; }", "'One.Apply' writes through its parameter 'to'", "'IApplies.Apply' in the assembly 'Library'")]
    [TestCase("class One : IApplies { void IApplies.Apply(in int to) => Unsafe.AsRef(in to) = 5; }", "parameter 'to'", "'IApplies.Apply'")]
    [TestCase("class Two { public void Apply(in int to) => Unsafe.AsRef(in to) = 5; } class One : Two, IApplies { }", "'Two.Apply'", "'IApplies.Apply'")]
    [TestCase("class One : IFills { public void Apply(in int to) { } public void Fill(ReadOnlySpan<int> to, int n) => MemoryMarshal.GetReference(to) = n; }", "'One.Fill'", "'IFills.Fill'")]
    [TestCase("abstract class One : IFills { public void Apply(in int to) => Unsafe.AsRef(in to) = 5; public abstract void Fill(ReadOnlySpan<int> to, int n); }", "'One.Apply'", "'IApplies.Apply'")]
    [TestCase("class One : Base { public override void Apply(int by, in int to) => Unsafe.AsRef(in to) = by; }", "'One.Apply'", "'Base.Apply'")]
    [TestCase("class One : Derived { public override void Apply(int by, in int to) => Unsafe.AsRef(in to) = by; }", "'One.Apply'", "'Base.Apply'")]
    [TestCase("class One : IHands { public ref int Hand(scoped in int at) => ref Unsafe.AsRef(in at); }", "'One.Hand'", "'IHands.Hand'")]
    [TestCase("static class One { static readonly Applies applies = Apply; static void Apply(in int to) => Unsafe.AsRef(in to) = 5; }", "'One.Apply'", "'Applies.Invoke'")]
    public void where_another_woven_assembly_declares_it_the_body_is_refused(string source, string body, string declared)
    {
        var library = SampleCompiler.Compile(Library, optimization, "Library");
        library = SampleWeaver.Weave(library).Woven;
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(Usings + source, optimization, "Sample", library), references: library);
        var found = result.Diagnostics.Where(diagnostic => diagnostic.Rule.Severity == Severity.Error).Select(diagnostic => diagnostic.ToCanonicalLine("")).ToList();
        Assert.That(found, Has.Count.EqualTo(1));
        Assert.That(found[0], Does.Contain("error RPL2015").And.Contain(body).And.Contain(declared));
    }

    [TestCase("class One : IApplies { public void Apply(in int to) { int copy = to; copy++; } }")]
    [TestCase("class One : IApplies { public void Apply(in int to) { } public void Apply(in int to, int by) => Unsafe.AsRef(in to) = by; }")]
    [TestCase("interface IOwn { void Apply(in int to, long by); } class One : IApplies, IOwn { public void Apply(in int to) { } public void Apply(in int to, long by) => Unsafe.AsRef(in to) = 5; }")]
    public void a_body_that_calls_there_do_not_reach_is_not(string source)
    {
        var library = SampleCompiler.Compile(Library, optimization, "Library");
        library = SampleWeaver.Weave(library).Woven;
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(Usings + source, optimization, "Sample", library), references: library);
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.ToCanonicalLine("")), Is.Empty);
    }
}
