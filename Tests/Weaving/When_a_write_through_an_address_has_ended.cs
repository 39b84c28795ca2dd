namespace Replicated.Tests.Weaving;

/// <summary>X6: a capture between the taking of an address and the write through it must not swallow the mark.</summary>
public class When_a_write_through_an_address_has_ended
{
    const string Source = """
        public struct S { public int X; public void Mutate(Action capture) { capture(); X++; } }
        [Replicated] public class Z
        {
            public S s; public int f;
            public static void Part(Z z, Action capture) => z.s.X = Captured(capture);
            public static void Call(Z z, Action capture) => z.s.Mutate(capture);
            public static void Argument(Z z, Action capture) => Write(ref z.f, capture);
            public static void Thrown(Z z, Action capture) { try { WriteAndThrow(ref z.f, capture); } catch (InvalidOperationException) { } }
            static int Captured(Action capture) { capture(); return 3; }
            static void Write(ref int f, Action capture) { capture(); f = 4; }
            static void WriteAndThrow(ref int f, Action capture) { capture(); f = 4; throw new InvalidOperationException(); }
        }
        """;

    [TestCase("Part", "s")]
    [TestCase("Call", "s")]
    [TestCase("Argument", "f")]
    [TestCase("Thrown", "f")]
    public void the_member_is_marked_after_it_even_if_a_capture_came_before(string method, string member)
    {
        using var program = WovenProgram.From(Source);
        object z = program.New("Z");
        Action capture = () => program.Arm(z);
        Assert.That(program.MarkedBy(z, "Z." + method, z, capture), Is.EqualTo([member]));
    }
}
