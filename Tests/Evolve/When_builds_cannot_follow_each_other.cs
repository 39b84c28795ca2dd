namespace Replicated.Tests.Evolve;

/// <summary>What cannot work is said when the two meet, and names the member.</summary>
public class When_builds_cannot_follow_each_other
{
    const string Root = " public static class Root { [Replicated] public static A It; }";

    Rollout rollout = null!;

    [SetUp]
    public void Begin() => rollout = new();

    [TearDown]
    public void End() => rollout.Dispose();

    [TestCase("public int V;", "public string V;", "A.V is System.Int32 on active and System.String on standby.")]
    [TestCase("public double V;", "public int V;", "A.V is System.Double on active and System.Int32 on standby.")]
    [TestCase("public List<int> V;", "public HashSet<int> V;", "A.V is System.Collections.Generic.List`1<System.Int32> on active and System.Collections.Generic.HashSet`1<System.Int32> on standby.")]
    [TestCase("public (int, long) V;", "public (long, long) V;", "A.V is System.ValueTuple`2<System.Int32, System.Int64> on active and System.ValueTuple`2<System.Int64, System.Int64> on standby.")]
    [TestCase("public B V;", "public C V;", "A.V is B on active and C on standby.")]
    [TestCase("public object V;", "public B V;", "A.V is System.Object on active and B on standby.")]
    public void a_member_of_another_kind_is_refused(string active, string standby, string refusal) =>
        Expect($$"""[Replicated] public class A { {{active}} }""", $$"""[Replicated] public class A { {{standby}} }""", refusal, "[Replicated] public class B { public int N; } [Replicated] public class C { public int N; }");

    [Test]
    public void a_class_that_becomes_a_struct_is_refused() =>
        Expect("[Replicated] public class A { public P At; } [Replicated] public class P { public int X; }", "[Replicated] public class A { public P At; } [Replicated] public struct P { public int X; }", "P is a struct on one of active and standby");

    [Test]
    public void another_base_class_is_refused() =>
        Expect("[Replicated] public class A : B { }", "[Replicated] public class A : C { }", "A derives from B on active and from C on standby.", "[Replicated] public class B { public int N; } [Replicated] public class C { public int N; }");

    [Test]
    public void an_abstract_base_class_is_a_base_like_others()
    {
        const string Base = "[Replicated] public abstract class B { public int N; }";
        rollout.Lead("[Replicated] public class A : B { } " + Base + Root);
        Assert.That(rollout.RefusalOf("[Replicated] public class A : B { public int O; } " + Base + Root), Is.Null);
    }

    [Test]
    public void a_base_class_between_is_not_refused()
    {
        const string Base = "[Replicated] public class B { public int N; }";
        rollout.Lead("[Replicated] public class A : B { } " + Base + Root);
        Assert.That(rollout.RefusalOf("[Replicated] public class A : M { } [Replicated] public class M : B { public int O; } " + Base + Root), Is.Null);
    }

    [Test]
    public void a_class_that_the_standby_lacks_is_refused() =>
        Expect("[Replicated] public class A { } [Replicated] public class B { public int N; }", "[Replicated] public class A { }", "The build on standby lacks the replicated type B that active has. Have it in the older build too");

    [Test]
    public void a_member_whose_type_the_standby_lacks_is_refused() =>
        Expect("public enum E { None } [Replicated] public class A { public List<E> V; }", "[Replicated] public class A { public List<int> W; }", "A.V (System.Collections.Generic.List`1<E>) of active does not exist on standby, which could not keep it, as its build has no E either");

    [Test]
    public void other_lambdas_are_refused_and_the_members_that_can_hold_them_are_named() =>
        Expect(
            "[Replicated] public class A { public Func<int> Ask = () => 1; public int N; public object Any; }",
            "[Replicated] public class A { public Func<int> Ask = () => 2; public int N; public object Any; }",
            "A.Ask, A.Any can hold the lambdas and iterators of Sample");

    [Test]
    public void the_same_lambdas_in_another_build_are_not_refused()
    {
        const string Lambdas = "[Replicated] public class A { public Func<int> Ask = () => 1; public int N; } ";
        rollout.Lead(Lambdas + Root);
        Assert.That(rollout.RefusalOf(Lambdas + "public class Other { public int Unrelated() => 3; }" + Root), Is.Null);
    }

    [Test]
    public void a_method_that_delegates_call_and_the_standby_lacks_is_refused() =>
        Expect(
            "[Replicated] public class A { public Func<int> Ask; public int One() => 1; public int Two() => 2; public void Set() => Ask = Two; }",
            "[Replicated] public class A { public Func<int> Ask; public int One() => 1; public void Set() => Ask = One; }",
            "The build on standby has no method A::Two, which delegates in replicated members of active can call.");

    void Expect(string active, string standby, string refusal, string both = "")
    {
        rollout.Lead(active + both + Root);
        Assert.That(rollout.RefusalOf(standby + both + Root), Does.StartWith(refusal));
    }
}
