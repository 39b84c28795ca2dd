using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_the_address_of_a_member_is_taken(OptimizationLevel optimization)
{
    const string Source = """
        public struct T { public int U; }
        public struct S
        {
            public int X, Y; public T T; public int P { get; set; }
            public void Mutate() => X++;
            public void MutateAndThrow() { X++; throw new InvalidOperationException(); }
            public readonly int Sum() => X + Y;
            public static S operator +(S s, int n) { s.X += n; return s; }
        }
        [Replicated] public class Z
        {
            public S s; public int f, g; public int? n; public decimal d; public (int A, string B) tuple; public string text; public DateTime when; public int[] array; public Z next;
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

    [OneTimeTearDown]
    public void Unload() => program.Dispose();

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
