using Microsoft.CodeAnalysis;
using Replicated.Fody.Diagnostics;

namespace Replicated.Tests.Weaving;

/// <summary>X12: who commits while another thread stores a value that the processor does not write at once can read it half old, half new.</summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_a_wide_member_is_stored_to(OptimizationLevel optimization)
{
    const string Source = """
        public struct One { public long A; }
        public struct Money { public decimal Amount; }
        public struct Two { public int A, B; public void Change() => A = B = 1; }
        [Replicated] public class Z
        {
            public Money price; public ValueTuple<decimal> single; public ValueTuple<long> narrowSingle; public System.Collections.Immutable.ImmutableArray<int> list;
            public decimal beside, unlocked, caught;
            public decimal money, again, locked, constructed = 3, initialised, mutex;
            public Guid id; public DateTimeOffset at; public Int128 large; public long? nullable; public (int, int) tuple; public Two two; public One one;
            public long narrow; public DateTime when; public string text; public Z next; public int[] array; public Two part;
            public decimal Setter { get; set; }
            public decimal SetUnderLock { get; set; }
            public decimal SetByOthers { get; set; }
            public decimal Init { get; init; }
            decimal byHand; public decimal InitByHand { get => byHand; init => byHand = value; }
            public decimal SetByNobody { get; private set; }
            [NotReplicated("made anew")] readonly Lock gate = new();
            [NotReplicated("made anew")] readonly ReaderWriterLockSlim door = new();
            public Z() { constructed = 4; Init = 4; }

            void Plain() => money = 1; // money
            void Again() { again = 1; again = 2; } // again
            void Known() { id = default; // id
                at = DateTimeOffset.Now; // at
                large = 3; } // large
            void Composed()
            {
                nullable = 4; // nullable
                tuple = (1, 2); // tuple
                two.Change(); // two
            }
            void Narrow() { narrow = 3; when = default; text = ""; next = null; array = null; one = default; one.A = 3; part.A = 4; narrowSingle = new(4); list = []; }
            void Within()
            {
                price = default; // price
                single = new(4); // single
            }
            void Locked() { lock (this) locked = 1; }
            void LockedWithLock() { lock (gate) { if (narrow > 3) locked = 1; } }
            void Monitored() { Monitor.Enter(this); try { mutex = 1; } finally { Monitor.Exit(this); } }
            void Entered() { gate.Enter(); try { mutex = 2; } finally { gate.Exit(); } }
            void Written() { door.EnterWriteLock(); try { mutex = 3; } finally { door.ExitWriteLock(); } }
            static Z Initialised() => new Z { initialised = 3, SetUnderLock = 4 };
            void Beside() { lock (gate) { locked = 2; }
                beside = 1; } // beside
            void Finally() { try
                { unlocked = 1; } // unlocked
                finally { narrow = 1; } }
            void Caught() { Monitor.Enter(this); try
                { caught = 1; } // caught
                catch { Monitor.Exit(this); throw; } }
            static R Copied(R r) => r with { Amount = 4 };
            void Set() => Setter = 3; // Setter
            void SetLocked() { lock (this) SetUnderLock = 3; }
        }
        [Replicated] public record R(decimal Amount);
        public class Statics
        {
            [Replicated] static decimal fromTheStart = 3; [Replicated] static decimal total, parsedAtTheStart = decimal.Parse("3"), made;
            static void Parse() => decimal.TryParse("3", out total); // total
            static void Make() => made = new decimal(3); // made
        }
        """;

    [Test]
    public void each_such_member_is_warned_of_once_and_at_its_line()
    {
        string[] lines = Source.Split('\n');
        var expected = lines.Index()
            .Where(line => line.Item.Contains("// "))
            .Select(line => (line.Index + 1, Name: line.Item[(line.Item.IndexOf("// ", StringComparison.Ordinal) + 3)..]))
            .Append((Array.FindIndex(lines, line => line.Contains("SetByOthers")) + 1, "SetByOthers"));
        var found = Warnings("<Replicated />").Select(warning => (warning.Place!.Line, warning.Text.Split('\'')[1].Split('.')[1]));
        Assert.That(found, Is.EquivalentTo(expected));
    }

    [Test]
    public void it_is_a_warning_with_a_code_so_that_a_build_can_be_told_to_be_quiet() =>
        Assert.That(Warnings("<Replicated />")[0].ToCanonicalLine(""), Does.Contain(": warning RPL3014: "));

    [Test]
    public void nobody_is_warned_who_says_that_writers_are_synchronized() => Assert.That(Warnings("<Replicated Writers=\"Synchronized\" />"), Is.Empty);

    IReadOnlyList<Fody.Diagnostics.Diagnostic> Warnings(string configuration)
    {
        var (result, _) = SampleWeaver.Weave(SampleCompiler.Compile(Source, optimization), configuration);
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Rule), Is.All.EqualTo(Rules.WideStore));
        return result.Diagnostics;
    }
}
