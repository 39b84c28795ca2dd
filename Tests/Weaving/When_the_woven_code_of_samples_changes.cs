using Replicated.Tests.House;

namespace Replicated.Tests.Weaving;

/// <summary>What the weaver makes of a few types, instruction by instruction: a reader of a change to it sees what it does.</summary>
public class When_the_woven_code_of_samples_changes
{
    const string Source = """
        [Replicated]
        public class Account
        {
            long number;
            volatile int turns;
            readonly List<string> lines = new();
            public Account? Parent { get; set; }
            public DateTime Opened { get; init; }
            internal Point Place;

            public void Deposit(long amount)
            {
                number += amount;
                turns++;
                Place.X = (int)amount;
            }

            public bool TryRead(string text) => long.TryParse(text, out number);
        }

        [Replicated]
        public sealed class Savings : Account
        {
            internal double Rate;
        }

        public struct Point
        {
            public int X;
            public string Name;
        }

        [Replicated]
        public class Page<T>
        {
            T? first;

            public void Put(T value) => first = value;
        }

        static class Bank
        {
            static int ReplicatedCount = 3;

            internal static void Open() => ReplicatedCount++;
        }
        """;

    static readonly CompiledSample woven = Weave();

    [TestCase("Account")]
    [TestCase("Savings")]
    [TestCase("Point")]
    [TestCase("Page`1")]
    [TestCase("Bank")]
    public void it_differs_from_its_approved_copy(string type)
    {
        using var listing = new Listing(woven);
        Approval.Check($"Woven.{type.Replace("`1", "", StringComparison.Ordinal)}.il", listing.TextOfType(type));
    }

    static CompiledSample Weave()
    {
        var (result, sample) = SampleWeaver.Weave(SampleCompiler.Compile(Source), """<Replicated Writers="Synchronized" />""");
        Assert.That(result.Diagnostics, Is.Empty);
        return sample;
    }
}
