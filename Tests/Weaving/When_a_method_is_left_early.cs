using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

/// <summary>Rows 14, 16 and 17: methods that do not end with a return.</summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_a_method_is_left_early(OptimizationLevel optimization)
{
    const string Source = """
        [Replicated] public class Z
        {
            public int a, b; int p;
            public int Throwing { get => p; set => throw new NotSupportedException(); }
            public int Guarded { get => p; set { if (value < 0) throw new ArgumentException(); p = value; } }
            public static void Between(Z z) { z.a = 1; if (z.a == 1) throw new InvalidOperationException(); z.b = 2; }
            public static void InArgument(Z z) { z.a = 1; z.b = Fail(); }
            public static void Setter(Z z) { z.a = 1; z.Throwing = 4; }
            public static void Refused(Z z) { z.a = 1; z.Guarded = -1; }
            public static void Endless(Z z) { for (;;) { z.a++; if (z.a > 3) throw new InvalidOperationException(); } }
            static int Fail() => throw new InvalidOperationException();
        }
        """;

    [TestCase("Between", "a")]
    [TestCase("InArgument", "a")]
    [TestCase("Setter", "a")]
    [TestCase("Refused", "a")]
    [TestCase("Endless", "a")]
    public void what_was_stored_before_the_exception_is_marked_and_nothing_else(string method, string member)
    {
        var program = WovenProgram.From(Source, optimization);
        object z = program.New("Z");
        program.Arm(z);
        Assert.That(() => program.Run("Z." + method, z), Throws.Exception);
        Assert.That(program.Marked(z), Is.EqualTo([member]));
    }
}
