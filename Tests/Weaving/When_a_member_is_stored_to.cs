using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_a_member_is_stored_to(OptimizationLevel optimization)
{
    const string Source = """
        [Replicated] public class Z
        {
            public int f, g; public string text; public volatile int v; public Z next; public decimal P { get; set; }
            public int Fk { get; set => field = value < 0 ? 0 : value; }
            int hidden;
            public static void Store(Z z) => z.f = 1;
            public static void Chain(Z z) { int q = z.f = 5; if (q != 5) throw new Exception(); }
            public static void Compound(Z z) { z.f += 2; z.g++; }
            public static void Coalesce(Z z) { z.text = null; z.text ??= "x"; }
            public static void CoalesceNothing(Z z) { z.text ??= "y"; }
            public static void BranchTarget(Z z) => z.f = z.g > 0 ? 1 : 2;
            public static void VolatileBranchTarget(Z z) => z.v = z.g > 0 ? 1 : 2;
            public static void SwitchExpression(Z z) => z.f = z.g switch { 1 => 4, 2 => 5, _ => 6 };
            public static void NullConditional(Z z) { z?.f = 3; z?.next?.f = 4; }
            public static void Swap(Z z) => (z.f, z.g) = (z.g, z.f);
            public static void Loop(Z z) { for (z.f = 0; z.f < 3; z.f++) { } }
            public static void Filter(Z z) { try { z.f = 10 / z.hidden; } catch (DivideByZeroException) when (Is(z)) { z.g = 1; } finally { z.text = "f"; } }
            static bool Is(Z z) { z.P = 1; return true; }
            public static void Property(Z z) => z.P = 4;
            public static void Field(Z z) => z.Fk = -4;
            public static void Lambda(Z z) { Action a = () => z.f = 4; a(); z.Captured(); }
            void Captured() { Action a = () => hidden = 4; a(); }
            public static void Iterate(Z z) { foreach (int i in z.Items()) { } }
            IEnumerable<int> Items() { f = 1; yield return 1; g = 2; }
            public static void Await(Z z) => z.WorkAsync().Wait();
            async Task WorkAsync() { f = await Task.FromResult(4); await Task.Yield(); g += await Task.FromResult(1); }
            public static void Throw(Z z) { try { z.f = 1; throw new Exception(); } catch { } }
            public static void Nothing(Z z) { int n = z.f; z.next?.ToString(); }
        }
        """;

    WovenProgram program = null!;

    [OneTimeSetUp]
    public void Weave() => program = WovenProgram.From(Source, optimization);

    [TestCase("Store", "f")]
    [TestCase("Chain", "f")]
    [TestCase("Compound", "f", "g")]
    [TestCase("Coalesce", "text")]
    [TestCase("BranchTarget", "f")]
    [TestCase("VolatileBranchTarget", "v")]
    [TestCase("SwitchExpression", "f")]
    [TestCase("NullConditional", "f")]
    [TestCase("Swap", "f", "g")]
    [TestCase("Loop", "f")]
    [TestCase("Filter", "g", "text", "P")]
    [TestCase("Property", "P")]
    [TestCase("Field", "Fk")]
    [TestCase("Lambda", "f", "hidden")]
    [TestCase("Iterate", "f", "g")]
    [TestCase("Await", "f", "g")]
    [TestCase("Throw", "f")]
    [TestCase("Nothing")]
    public void it_is_marked_and_nothing_else_is(string method, params string[] members) =>
        Assert.That(program.MarkedBy(program.New("Z"), "Z." + method), Is.EquivalentTo(members));

    [Test]
    public void a_store_that_is_not_executed_marks_nothing()
    {
        object z = program.New("Z");
        program.Run("Z.Coalesce", z);
        Assert.That(program.MarkedBy(z, "Z.CoalesceNothing"), Is.Empty);
    }

    [Test]
    public void a_null_receiver_throws_as_before() => Assert.That(() => program.Run("Z.Store", [null]), Throws.TypeOf<NullReferenceException>());

    [Test]
    public void an_object_that_is_not_attached_is_not_marked()
    {
        object z = program.New("Z");
        program.Run("Z.Store", z);
        Assert.That(program.Clean(z), Is.Zero);
    }
}
