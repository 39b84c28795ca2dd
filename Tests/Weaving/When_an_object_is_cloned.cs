using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

/// <summary>X18 in woven code: a copy that carried its original's header would be taken for it.</summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_an_object_is_cloned(OptimizationLevel optimization)
{
    const string Source = """
        public class Other { public int p; public static object CopyOf(Other o) => o.MemberwiseClone(); }
        public class Plain { public object Copy() => MemberwiseClone(); }
        [Replicated] public class Account : Plain
        {
            public int n = 3; public string text = "t";
            public static object Call(Account a) => a.MemberwiseClone();
            public static object Inherited(Account a) => a.Copy();
            public static object Delegate(Account a) { Func<object> clone = a.MemberwiseClone; return clone(); }
            public static object Conditional(Account a) => a?.MemberwiseClone() ?? a;
            public static object InLambda(Account a) { Func<object> clone = () => a.MemberwiseClone(); return clone(); }
            public static void Store(Account a) => a.n = 4;
        }
        public struct Pair { public int X; public object Copy() => MemberwiseClone(); public static object CopyOf(int x) => new Pair { X = x }.Copy(); }
        """;

    WovenProgram program = null!;

    [OneTimeSetUp]
    public void Weave() => program = WovenProgram.From(Source, optimization);

    [TestCase("Account.Call")]
    [TestCase("Account.Inherited")]
    [TestCase("Account.Delegate")]
    [TestCase("Account.Conditional")]
    [TestCase("Account.InLambda")]
    public void the_copy_has_the_members_and_no_identity(string method)
    {
        dynamic account = program.New("Account");
        program.Arm((object)account);
        dynamic copy = program.Run(method, (object)account)!;
        Assert.That((int)copy.n, Is.EqualTo(3));
        Assert.That((string)copy.text, Is.EqualTo("t"));
        Assert.That((object)copy, Is.Not.SameAs((object)account));
        Assert.That(program.Header((object)copy), Is.EqualTo((0L, 0L)));
        program.Run("Account.Store", (object)copy);
        Assert.That(program.Marked((object)account), Is.Empty);
        Assert.That(program.Clean((object)account), Is.EqualTo(-1));
    }

    [Test]
    public void what_is_not_replicated_is_copied_as_before()
    {
        dynamic other = program.New("Other");
        other.p = 5;
        Assert.That(((dynamic)program.Run("Other.CopyOf", (object)other)!).p, Is.EqualTo(5));
        Assert.That(((dynamic)program.Run("Pair.CopyOf", 6)!).X, Is.EqualTo(6));
    }

    [Test]
    public void nothing_to_copy_fails_as_before() =>
        Assert.That(() => program.Run("Account.Call", [null]), Throws.TypeOf<NullReferenceException>());
}
