namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>Members hold comparers, as heaps and tables of a program's own do: each node has its own default ones and those without state; replicated ones travel.</summary>
public class When_comparers_are_committed
{
    const string Source = """
        public record struct Price(int Pence);
        public class ByPence : IComparer<Price> { public int Compare(Price x, Price y) => x.Pence - y.Pence; }
        public class Downwards : Comparer<Price> { public override int Compare(Price x, Price y) => y.Pence - x.Pence; }
        [Replicated] public class Near : Comparer<Price> { public int Middle; public override int Compare(Price x, Price y) => Math.Abs(x.Pence - Middle) - Math.Abs(y.Pence - Middle); }
        [Replicated] public class Modulo : EqualityComparer<int> { public int By; public override bool Equals(int x, int y) => x % By == y % By; public override int GetHashCode(int x) => x % By; }
        public class Plain : Comparer<Price> { public int State; public override int Compare(Price x, Price y) => State; }
        [Replicated] public class Heap<T>
        {
            public Comparer<T> Order = Comparer<T>.Default;
            public IComparer<T> Any;
            public EqualityComparer<T> Same = EqualityComparer<T>.Default;
            public IEqualityComparer<T> AnySame = EqualityComparer<T>.Default;
            public object Held = EqualityComparer<T>.Default;
        }
        public static class Program
        {
            static Heap<int> replicatedNumbers = new() { Any = Comparer<int>.Default };
            static Heap<string> replicatedTexts = new() { Order = null, Any = StringComparer.Ordinal };
            static Heap<Price> replicatedPrices = new() { Order = new Downwards(), Any = new ByPence() };
            public static string Defaults() => string.Join(' ', replicatedNumbers.Order == Comparer<int>.Default, replicatedNumbers.Any == Comparer<int>.Default,
                replicatedNumbers.Same == EqualityComparer<int>.Default, replicatedNumbers.AnySame == EqualityComparer<int>.Default, replicatedNumbers.Held == EqualityComparer<int>.Default,
                replicatedTexts.Order == null, replicatedTexts.Any == StringComparer.Ordinal, replicatedTexts.Same == EqualityComparer<string>.Default, replicatedTexts.Held == EqualityComparer<string>.Default);
            public static string Stateless() => $"{replicatedPrices.Order} {replicatedPrices.Any} {replicatedPrices.Order.Compare(new(1), new(2))} {replicatedPrices.Any.Compare(new(1), new(2))}";
            public static void Come() { replicatedPrices.Order = new Near { Middle = 9 }; replicatedPrices.Any = replicatedPrices.Order; replicatedNumbers.Same = new Modulo { By = 7 }; }
            public static void Move() => ((Near)replicatedPrices.Any).Middle = 0;
            public static string State() => $"{replicatedPrices.Order == replicatedPrices.Any} {replicatedPrices.Order.Compare(new(5), new(10))} {replicatedNumbers.Same.Equals(1, 8)}";
            public static void Culture() => replicatedTexts.Order = Comparer<string>.Default;
            public static void Made() => replicatedNumbers.Any = Comparer<int>.Create((x, y) => y - x);
            public static void Unmarked() => replicatedPrices.Any = new Plain();
            public static void Back() { replicatedTexts.Order = null; replicatedPrices.Any = null; replicatedNumbers.Any = null; }
            public static bool IsBack() => replicatedPrices.Any == null && replicatedNumbers.Any == null;
        }
        """;

    WovenProgram active = null!;
    WovenProgram standby = null!;
    ProgramState state = null!;
    ProgramState follower = null!;

    [SetUp]
    public void Begin()
    {
        (active, standby) = (WovenProgram.From(Source), WovenProgram.From(Source));
        (state, follower) = (new ProgramState(active).Activate(), new ProgramState(standby));
        follower.Apply(state.Capture());
    }

    [Test]
    public void default_ones_are_those_of_the_node() => Assert.That(standby.Run("Program.Defaults"), Is.EqualTo("True True True True True True True True True"));

    [Test]
    public void those_without_state_are_made_anew() => Assert.That(standby.Run("Program.Stateless"), Is.EqualTo("Downwards ByPence 1 -1").And.EqualTo(active.Run("Program.Stateless")));

    [Test]
    public void replicated_ones_keep_their_identity_and_change()
    {
        active.Run("Program.Come");
        follower.Apply(state.Capture());
        Assert.That(standby.Run("Program.State"), Is.EqualTo("True 3 True").And.EqualTo(active.Run("Program.State")));
        active.Run("Program.Move");
        follower.Apply(state.Capture());
        Assert.That(standby.Run("Program.State"), Is.EqualTo("True -5 True").And.EqualTo(active.Run("Program.State")));
    }

    [TestCase("Culture", "Program.replicatedTexts.Order: the comparer System.Collections.Generic.GenericComparer`1<System.String> cannot be replicated: hold the default one of a type other than texts, StringComparer.Ordinal")]
    [TestCase("Unmarked", "Program.replicatedPrices.Any: ")]
    [TestCase("Made", "Program.replicatedNumbers.Any: the comparer System.Collections.Generic.ComparisonComparer`1<System.Int32> cannot be replicated: hold ")]
    public void others_are_refused_with_their_path_and_the_next_commit_goes_on(string change, string message)
    {
        active.Run($"Program.{change}");
        Assert.That(() => state.Capture(), Throws.Exception.With.Message.StartsWith(message));
        active.Run("Program.Back");
        follower.Apply(state.Capture());
        Assert.That(standby.Run("Program.IsBack"), Is.True);
    }
}
