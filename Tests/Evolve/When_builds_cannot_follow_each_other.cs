namespace Replicated.Tests.Evolve;

/// <summary>What cannot work is said when the two meet, and names the member.</summary>
public class When_builds_cannot_follow_each_other : RolloutTest
{
    const string Surrogate = """
        public readonly record struct CultureName(string Name) : ISurrogate<System.Globalization.CultureInfo, CultureName>
        {
            public static CultureName From(System.Globalization.CultureInfo value) => new(value.Name);
            public System.Globalization.CultureInfo Restore() => System.Globalization.CultureInfo.GetCultureInfo(Name);
        }
        """;

    const string Root = " public static class Root { [Replicated] public static A It; }";

    [TestCase("public int V;", "public string V;", "A.V is System.Int32 on active and System.String on standby.")]
    [TestCase("public double V;", "public int V;", "A.V is System.Double on active and System.Int32 on standby.")]
    [TestCase("public List<int> V;", "public HashSet<int> V;", "A.V is System.Collections.Generic.List`1<System.Int32> on active and System.Collections.Generic.HashSet`1<System.Int32> on standby.")]
    [TestCase("public (int, long) V;", "public (long, long) V;", "A.V is System.ValueTuple`2<System.Int32, System.Int64> on active and System.ValueTuple`2<System.Int64, System.Int64> on standby.")]
    [TestCase("public B V;", "public C V;", "A.V is B on active and C on standby.")]
    [TestCase("public object V;", "public B V;", "A.V is System.Object on active and B on standby.")]
    [TestCase("public List<B> V;", "public List<C> V;", "A.V is System.Collections.Generic.List`1<B> on active and System.Collections.Generic.List`1<C> on standby.")]
    [TestCase("public Dictionary<int, B[]> V;", "public Dictionary<int, C[]> V;", "A.V is System.Collections.Generic.Dictionary`2<System.Int32, B[]> on active and System.Collections.Generic.Dictionary`2<System.Int32, C[]> on standby.")]
    [TestCase("public Box<B> V;", "public Box<C> V;", "A.V is Box`1<B> on active and Box`1<C> on standby.")]
    public void a_member_of_another_kind_is_refused(string active, string standby, string refusal) =>
        Expect($$"""[Replicated] public class A { {{active}} }""", $$"""[Replicated] public class A { {{standby}} }""", refusal, "[Replicated] public class B { public int N; } [Replicated] public class C { public int N; } [Replicated] public class Box<T> { public T Value; }");

    [TestCase("A : List<int>", "A", "A derives from System.Collections.Generic.List`1<System.Int32> on active and from none on standby.")]
    [TestCase("A", "A : List<int>", "A derives from no collection on active and from System.Collections.Generic.List`1<System.Int32> on standby.")]
    [TestCase("A : List<int>", "A : Queue<int>", "A derives from System.Collections.Generic.List`1<System.Int32> on active and from System.Collections.Generic.Queue`1<System.Int32> on standby.")]
    [TestCase("A : List<int>", "A : List<long>", "A derives from System.Collections.Generic.List`1<System.Int32> on active and from System.Collections.Generic.List`1<System.Int64> on standby.")]
    public void a_class_that_derives_from_another_collection_is_refused(string active, string standby, string refusal) =>
        Expect($"[Replicated] public class {active} {{ public int N; }}", $"[Replicated] public class {standby} {{ public int N; }}", refusal);

    [TestCase("public int X; public string T;", "public int X;", "P.T (System.String) of active does not exist on standby, which has no place to keep it: a struct is a value.")]
    [TestCase("public int X;", "public string X;", "P.X is System.Int32 on active and System.String on standby.")]
    [TestCase("public long X;", "public int X;", "P.X is System.Int64 on active and System.Int32 on standby.")]
    [TestCase("public Q In;", "public int In;", "P.In is Q on active and System.Int32 on standby.")]
    public void a_struct_with_other_fields_is_refused_wherever_it_is_held(string active, string standby, string refusal)
    {
        foreach (string member in new[] { "public P At;", "public List<P> Many;", "public (int, P?) Pair;", "public Box<P> Box;", "public Dictionary<P, int>[] Maps;" })
        {
            string both = $"[Replicated] public class A {{ {member} }} [Replicated] public class Box<T> {{ public T Value; }} [Replicated] public struct Q {{ public int N; }}";
            rollout.Lead($"[Replicated] public struct P {{ {active} }} {both}" + Root);
            Assert.That(rollout.RefusalOf($"[Replicated] public struct P {{ {standby} }} {both}" + Root), Does.StartWith(refusal), member);
        }
    }

    [TestCase("public T Value; public int N;", "public T Value; public string N;", "N is System.Int32 on active and System.String on standby.")]
    [TestCase("public List<T> Value;", "public HashSet<T> Value;", "Value is System.Collections.Generic.List`1<System.Int32> on active and System.Collections.Generic.HashSet`1<System.Int32> on standby.")]
    public void a_generic_class_or_struct_with_other_members_is_refused_where_a_member_is_declared_as_one(string active, string standby, string refusal)
    {
        foreach (string kind in new[] { "class", "struct" })
        {
            foreach (string member in new[] { "public Box<int> It;", "public List<Box<int>> Many;" })
            {
                string both = $"[Replicated] public class A {{ {member} }}";
                rollout.Lead($"[Replicated] public {kind} Box<T> {{ {active} }} {both}" + Root);
                Assert.That(rollout.RefusalOf($"[Replicated] public {kind} Box<T> {{ {standby} }} {both}" + Root), Does.StartWith("Box`1<System.Int32>." + refusal), $"{kind} {member}");
            }
        }
    }

    [Test]
    public void a_generic_class_of_which_only_one_build_declares_an_instance_is_not_refused()
    {
        const string Box = " [Replicated] public class Box<T> { public T Value; }" + Root;
        rollout.Lead("[Replicated] public class A { public int N; public Box<int> It; }" + Box);
        Assert.That(rollout.RefusalOf("[Replicated] public class A { public int N; public Box<string> Other; }" + Box), Is.Null);
    }

    /// <summary>Behind <c>object</c> no member says that there are any.</summary>
    [Test]
    public void a_surrogate_that_only_the_active_has_is_refused_and_named() =>
        Expect(
            Surrogate + "[Replicated] public class A { public object V; }",
            "[Replicated] public class A { public object V; }",
            "The build on standby lacks the replicated type CultureName that active has.");

    [Test]
    public void a_member_of_a_class_that_travels_by_a_surrogate_is_refused_where_the_standby_has_none() =>
        Expect(
            Surrogate + "[Replicated] public class A { public int N; public System.Globalization.CultureInfo V; }",
            "public struct CultureName { public string Name; } [Replicated] public class A { public int N; public CultureName W; }",
            "A.V (System.Globalization.CultureInfo) of active does not exist on standby, which could not keep it, as its build has no System.Globalization.CultureInfo either.");

    [Test]
    public void another_surrogate_for_the_same_class_is_refused_and_named() =>
        Expect(
            Surrogate + "[Replicated] public class A { public System.Globalization.CultureInfo V; }",
            Surrogate.Replace("CultureName", "CultureText", StringComparison.Ordinal) + "[Replicated] public class A { public System.Globalization.CultureInfo V; }",
            "The build on standby lacks the replicated type CultureName that active has.");

    [Test]
    public void a_surrogate_that_only_the_standby_has_is_no_reason_to_refuse()
    {
        rollout.Lead("[Replicated] public class A { public object V; }" + Root);
        Assert.That(rollout.RefusalOf(Surrogate + "[Replicated] public class A { public object V; }" + Root), Is.Null);
    }

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
            "[Replicated] public class A { public Func<int> Ask = () => 1; public int N; public object Any; public List<Action[]> Within; public System.Collections.Frozen.FrozenSet<int> Not; public List<int> Nor; }",
            "[Replicated] public class A { public Func<int> Ask = () => 2; public int N; public object Any; public List<Action[]> Within; public System.Collections.Frozen.FrozenSet<int> Not; public List<int> Nor; }",
            "A.Ask, A.Any, A.Within can hold the lambdas and iterators of Sample");

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
