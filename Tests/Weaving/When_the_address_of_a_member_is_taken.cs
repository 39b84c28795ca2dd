using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_the_address_of_a_member_is_taken(OptimizationLevel optimization)
{
    const string Source = """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        public struct T { public int U; }
        public ref struct View { public ref int First; public View(ref int first) => First = ref first; public void Put([System.Diagnostics.CodeAnalysis.UnscopedRef] ref int other) => First = ref other; public void Set(int n) => First = n; }
        public ref struct Wrap { public Span<int> Span; public Wrap(Span<int> span) => Span = span; }
        public readonly ref struct Adder { readonly ref int amount; public Adder(ref int amount) => this.amount = ref amount; public void To(ref int n) => n += amount; }
        public static class Extensions
        {
            extension(ref S s) { public void Bump() => s.X++; public int Height { set => s.Y = value; } }
            public static void BumpOld(ref this S s) => s.X++;
        }
        public delegate void Writer(ref int n);
        public interface IMover { void Move(); }
        public struct Counter { public int N; public void operator +=(int n) => N += n; }
        public struct S : IMover
        {
            public void Move() => X++;
            public int X, Y; public T T; public int P { get; set; }
            public void Mutate() => X++;
            public void MutateAndThrow() { X++; throw new InvalidOperationException(); }
            public readonly int Sum() => X + Y;
            public static S operator +(S s, int n) { s.X += n; return s; }
        }
        [Replicated] public class Z
        {
            public S s; public int f, g; public int? n; public decimal d; public (int A, string B) tuple; public string text; public DateTime when; public int[] array; public Z next; public Counter counter;
            public static readonly List<object> Log = new();
            public static void Part(Z z) => z.s.X = 3;
            public static void Nested(Z z) => z.s.T.U = 1;
            public static void Increment(Z z) { z.s.X++; z.s.T.U += 2; }
            public static void Default(Z z) => z.s = default;
            public static void Null(Z z) => z.n = null;
            public static void Tuple(Z z) => z.tuple.A = 4;
            public static void Mutating(Z z) => z.s.Mutate();
            public static void Setter(Z z) => z.s.P = 5;
            public static void Throwing(Z z) { try { z.s.MutateAndThrow(); } catch (InvalidOperationException) { } }
            public static void Out(Z z) { if (!int.TryParse("3", out z.f)) throw new Exception(); Check(z.f, 3); }
            public static void Ref(Z z) { Exchange(ref z.f, ref z.g); }
            public static void RefOfNext(Z z) { z.next = new Z(); Exchange(ref z.f, ref z.next.g); }
            public static void Resize(Z z) => Array.Resize(ref z.array, 4);
            public static void Interlock(Z z) { Interlocked.Increment(ref z.f); Check(Interlocked.Exchange(ref z.text, "new"), null); }
            public static void VolatileWrite(Z z) => Volatile.Write(ref z.g, 3);
            public static void Choose(Z z) => (z.next ?? z).s.X = 3;
            public static void InArguments(Z z) => Log.Add(M(z.f > 0 ? 1 : 2, ref z.f, z.g > 0 ? 3 : 4));
            public static void Inner(Z z) { z.f = Twice(z.s.X = 4); }
            public static void TryFinally(Z z) { try { z.s.X = 1; } finally { z.s.T.U = 2; z.n = null; } }
            public static void Read(Z z)
            {
                int a = z.s.X + z.s.T.U + z.s.Sum() + (z.n ?? 0) + z.tuple.A; bool h = z.n.HasValue; string t = z.d.ToString() + z.when.Day + z.n.ToString() + z.f.ToString() + z.f.CompareTo(3);
                In(in z.f); In(z.s.X); int v = Volatile.Read(ref z.g) + z.n.GetValueOrDefault(); bool e = z.f.Equals(3) || z.when.Equals(z.when);
                S copy = z.s; copy.X = 4; copy.Mutate();
            }
            public static void RefLocal(Z z) { ref int t = ref z.f; for (int i = 0; i < 3; i++) t += i; Check(z.f, 3); }
            public static void RefLocalCalled(Z z) { ref var s = ref z.s; s.Mutate(); s.T.U = 4; Check(z.s.X, 1); }
            public static void RefLocalOnlyRead(Z z) { ref var s = ref z.s; ref readonly int f = ref z.f; int sum = s.X + s.Sum() + f; }
            public static void RefLocalMoved(Z z) { var other = new Z(); ref int t = ref other.f; t = 1; t = ref z.f; t = 2; Check(z.f, 2); Check(other.f, 1); }
            public static void Conditional(Z z) { bool b = z.f == 0; (b ? ref z.f : ref z.g) = 3; Check(z.f, 3); }
            public static void ConditionalCall(Z z) { bool b = z.f == 0; Fill(ref b ? ref z.f : ref z.g); Check(z.f, 7); }
            public static void SpanOfMember(Z z) { var span = new Span<int>(ref z.f); span[0] = 3; Check(z.f, 3); }
            public static void SpanFilled(Z z) { new Span<int>(ref z.f).Fill(4); Check(z.f, 4); }
            public static void SpanPassed(Z z) { FillSpan(MemoryMarshal.CreateSpan(ref z.f, 1)); Check(z.f, 5); }
            public static void SpanSliced(Z z) { var s = MemoryMarshal.CreateSpan(ref z.f, 1).Slice(0, 1); foreach (ref int x in s) x = 6; Check(z.f, 6); }
            public static void SpanRead(Z z) { ReadOnlySpan<int> s = new ReadOnlySpan<int>(in z.f); int n = s[0] + MemoryMarshal.CreateSpan(ref z.f, 1)[0] + MemoryMarshal.CreateSpan(ref z.f, 1).ToArray().Length; }
            public static void InRefStruct(Z z) { var view = new View(ref z.f); view.First = 3; Check(z.f, 3); }
            public static void InRefStructLater(Z z) { int other = 0; var view = new View(ref other); view.Put(ref z.f); view.Set(4); Check(z.f, 4); }
            public static void InRefStructField(Z z) { int other = 0; var view = new View(ref other); view.First = ref z.f; view.First++; Check(z.f, 1); }
            public static void InRefStructFieldInLoop(Z z) { z.next = new Z(); int other = 0; var view = new View(ref other); for (var at = z; at != null; at = at.next) { view.First = ref at.f; view.First++; } Check(z.f + z.next.f, 2); }
            public static void BehindRefToRefStruct(Z z) { int other = 0; var view = new View(ref other); ref var same = ref view; same = new View(ref z.f); view.First = 3; Check(z.f, 3); Check(other, 0); }
            public static void ThroughRefToRefStruct(Z z) { int other = 0; var view = new View(ref other); ref var same = ref view; view = new View(ref z.f); same.First = 3; Check(z.f, 3); Check(other, 0); }
            public static void BehindRefInLoop(Z z) { z.next = new Z(); int other = 0; var view = new View(ref other); ref var same = ref view; for (var at = z; at != null; at = at.next) { same = new View(ref at.f); same.First++; view.Set(view.First + 1); } Check(z.f + z.next.f, 4); }
            public static void BehindRefInLoopBefore(Z z)
            {
                // What is written through is the address that the loop took the time before.
                var last = new Z(); z.next = last; int other = 0;
                var view = new View(ref other); ref var same = ref view;
                for (var at = z; at != null; at = at.next) { ref int now = ref at.f; same.First++; view = new View(ref now); }
                Check(other, 1); Check(z.f, 1); Check(last.f, 0);
            }
            public static void BesideRefStruct(Z z) { int other = 3; var view = new View(ref other); BesideScoped(ref view, z); BesideIn(in view, z); Check(z.f + z.g, 6); }
            public static void BesideReadonlyRefStruct(Z z) { z.next = new Z(); int three = 3; var adder = new Adder(ref three); for (var at = z; at != null; at = at.next) adder.To(ref at.f); Check(z.f + z.next.f, 6); }
            static void BesideScoped(ref View view, Z z) => AddScoped(ref view, ref z.f);
            static void BesideIn(in View view, Z z) => AddIn(in view, ref z.g);
            static void AddScoped(ref View view, scoped ref int n) => n += view.First;
            static void AddIn(in View view, [System.Diagnostics.CodeAnalysis.UnscopedRef] ref int n) => n += view.First;
            public static void InFilter(Z z) { try { throw new InvalidOperationException(); } catch (InvalidOperationException) when (Fill(ref z.f, 2)) { z.g = 3; } }
            public static void RefStructsInLoop(Z z) { z.next = new Z(); for (var at = z; at != null; at = at.next) { var view = new View(ref at.f); var span = new Span<int>(ref at.g); view.Set(3); span[0] = 4; } Check(z.f + z.g + z.next.f, 10); }
            public static void WrappedInLoop(Z z) { z.next = new Z(); for (var at = z; at != null; at = at.next) { var wrap = new Wrap(new Span<int>(ref at.f)); wrap.Span[0] = 3; } Check(z.f + z.next.f, 6); }
            public static unsafe void Fixed(Z z) { fixed (int* p = &z.f) { *p = 3; p[0]++; } Check(z.f, 4); }
            public static void UnsafeAs(Z z) { Unsafe.As<int, uint>(ref z.f) = 3; Check(z.f, 3); }
            public static void UnsafeAdd(Z z) { Unsafe.Add(ref z.f, 0) = 3; Check(z.f, 3); }
            public static void ReturnedThrough(Z z) { Pass(ref z.f) = 4; Check(z.f, 4); }
            public static void ReturnedLocal(Z z) { ref int t = ref Pass(ref z.f); t = 5; Check(z.f, 5); }
            public static void InLoop(Z z) { z.next = new Z(); for (var at = z; at != null; at = at.next) { ref int t = ref at.f; t++; } Check(z.f + z.next.f, 2); }
            public static void InLoopBefore(Z z)
            {
                // The address of z is written through after the same instruction took that of another object.
                var last = new Z(); z.next = last;
                ref int previous = ref last.g;
                for (var at = z; at != null; at = at.next) { previous++; previous = ref at.f; }
                Check(z.f, 1); Check(last.g, 1);
            }
            public static void GenericCall(Z z) => GenericCaller<string>(z, "a");
            static void GenericCaller<U>(Z z, U u) where U : IComparable<U> { Write(ref z.f, u); new Other<U>().Write(ref z.g, u); }
            static void Write<U>(ref int n, U u) where U : IComparable<U> => n = u.CompareTo(u) + 3;
            public static void GenericFlags(Z z) { FlaggedCaller<int, Z>(z, 3, null!); }
            static void FlaggedCaller<U, V>(Z z, U u, V v) where U : struct where V : class, new() { WriteFlagged(ref z.f, u); WriteNew<V>(ref z.g); }
            static void WriteFlagged<U>(ref int n, U u) where U : struct => n = 3;
            static void WriteNew<V>(ref int n) where V : class, new() => n = new V() is null ? 3 : 4;
            public static void GenericConstrained(Z z) => Constrained<S>(ref z.s);
            static void Constrained<U>(ref U u) where U : struct, IMover => u.Move();
            public static unsafe void FunctionPointer(Z z) { delegate*<ref int, void> p = &Fill; p(ref z.f); Check(z.f, 7); }
            public static void Delegate(Z z) { Writer w = (ref int n) => n = 8; w(ref z.f); Check(z.f, 8); }
            public static void Extension(Z z) { z.s.Bump(); z.s.Height = 2; z.s.BumpOld(); Check(z.s.X, 2); }
            public static void CompoundOperator(Z z) { z.counter += 4; Check(z.counter.N, 4); }
            public static void SwapMembers(Z z) { ref int a = ref z.f; ref int b = ref z.g; (a, b) = (b + 1, a + 2); }
            public static void Throughout(Z z) { ref int a = ref z.f; try { a = 1; throw new InvalidOperationException(); } catch (InvalidOperationException) when (Fill(ref a, 2)) { a = 3; } finally { z.g = a; } Check(z.g, 3); }
            public static void New(Z z) { new Maker(out z.f); Check(z.f, 9); }
            public static async Task<int> Later(Z z) { z.s.X += await Task.FromResult(2); int.TryParse("3", out z.f); await Task.Yield(); z.n = null; return 0; }
            public static void Async(Z z) => Later(z).GetAwaiter().GetResult();
            class Maker { public Maker(out int n) => n = 9; }
            class Other<U> { public void Write(ref int n, U u) => n++; }
            static void Fill(ref int n) => n = 7;
            static bool Fill(ref int n, int to) { n = to; return true; }
            static void FillSpan(Span<int> span) => span[0] = 5;
            static ref int Pass(ref int n) => ref n;
            static void In(in int value) { }
            static int Twice(int n) => n * 2;
            static int M(int a, ref int b, int c) { b = a + c; return b; }
            static void Exchange(ref int a, ref int b) { (a, b) = (b + 1, a + 1); }
            static void Check(object actual, object expected) { if (!Equals(actual, expected)) throw new Exception($"{actual} is not {expected}"); }
        }
        [Replicated] public class G<V> where V : struct
        {
            public V val; public Dictionary<string, V> map; public int count;
            public static void Default(G<V> g) => g.val = default(V);
            public static void Text(G<V> g) => g.val.ToString();
            public static void Get(G<V> g) { g.map = new() { ["a"] = g.val }; g.map.TryGetValue("a", out g.val); }
        }
        public static class Run
        {
            public static void GenericDefault(G<int> g) => G<int>.Default(g);
            public static void GenericGet(G<int> g) => G<int>.Get(g);
            public static void Other(Z z) { z.s.X = 3; int.TryParse("4", out z.f); }
        }
        """;

    WovenProgram program = null!;

    [OneTimeSetUp]
    public void Weave() => program = WovenProgram.From(Source, optimization);

    [TestCase("Part", "s")]
    [TestCase("Nested", "s")]
    [TestCase("Increment", "s")]
    [TestCase("Default", "s")]
    [TestCase("Null", "n")]
    [TestCase("Tuple", "tuple")]
    [TestCase("Mutating", "s")]
    [TestCase("Setter", "s")]
    [TestCase("Throwing", "s")]
    [TestCase("Out", "f")]
    [TestCase("Ref", "f", "g")]
    [TestCase("RefOfNext", "f", "next")]
    [TestCase("Resize", "array")]
    [TestCase("Interlock", "f", "text")]
    [TestCase("VolatileWrite", "g")]
    [TestCase("Choose", "s")]
    [TestCase("InArguments", "f")]
    [TestCase("Inner", "s", "f")]
    [TestCase("TryFinally", "s", "n")]
    [TestCase("RefLocal", "f")]
    [TestCase("RefLocalCalled", "s")]
    [TestCase("RefLocalOnlyRead")]
    [TestCase("RefLocalMoved", "f")]
    [TestCase("Conditional", "f")]
    [TestCase("ConditionalCall", "f")]
    [TestCase("SpanOfMember", "f")]
    [TestCase("SpanFilled", "f")]
    [TestCase("SpanPassed", "f")]
    [TestCase("SpanSliced", "f")]
    [TestCase("SpanRead")]
    [TestCase("InRefStruct", "f")]
    [TestCase("InRefStructLater", "f")]
    [TestCase("InRefStructField", "f")]
    [TestCase("InRefStructFieldInLoop", "f", "next")]
    [TestCase("BehindRefToRefStruct", "f")]
    [TestCase("ThroughRefToRefStruct", "f")]
    [TestCase("BehindRefInLoop", "f", "next")]
    [TestCase("BehindRefInLoopBefore", "f", "next")]
    [TestCase("BesideRefStruct", "f", "g")]
    [TestCase("BesideReadonlyRefStruct", "f", "next")]
    [TestCase("InFilter", "f", "g")]
    [TestCase("RefStructsInLoop", "f", "g", "next")]
    [TestCase("WrappedInLoop", "f", "next")]
    [TestCase("Fixed", "f")]
    [TestCase("UnsafeAs", "f")]
    [TestCase("UnsafeAdd", "f")]
    [TestCase("ReturnedThrough", "f")]
    [TestCase("ReturnedLocal", "f")]
    [TestCase("InLoop", "f", "next")]
    [TestCase("InLoopBefore", "f", "next")]
    [TestCase("GenericCall", "f", "g")]
    [TestCase("GenericFlags", "f", "g")]
    [TestCase("GenericConstrained", "s")]
    [TestCase("FunctionPointer", "f")]
    [TestCase("Delegate", "f")]
    [TestCase("Extension", "s")]
    [TestCase("CompoundOperator", "counter")]
    [TestCase("SwapMembers", "f", "g")]
    [TestCase("Throughout", "f", "g")]
    [TestCase("New", "f")]
    [TestCase("Async", "s", "f", "n")]
    public void the_member_is_marked(string method, params string[] members) =>
        Assert.That(program.MarkedBy(program.New("Z"), "Z." + method), Is.EquivalentTo(members));

    [Test]
    public void reading_through_it_marks_nothing() => Assert.That(program.MarkedBy(program.New("Z"), "Z.Read"), Is.Empty);

    [Test]
    public void code_of_other_types_marks_too() => Assert.That(program.MarkedBy(program.New("Z"), "Run.Other"), Is.EquivalentTo(["s", "f"]));

    [TestCase("Run.GenericDefault", "val")]
    [TestCase("Run.GenericGet", "map", "val")]
    public void generic_types_mark_too(string method, params string[] members)
    {
        object generic = Activator.CreateInstance(program.Type("G`1").MakeGenericType(typeof(int)))!;
        Assert.That(program.MarkedBy(generic, method), Is.EquivalentTo(members));
    }
}
