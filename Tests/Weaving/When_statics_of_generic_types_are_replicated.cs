using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

/// <summary>Row 18: each instance of a generic type has statics of its own. Active and standby have their own here.</summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_statics_of_generic_types_are_replicated(OptimizationLevel optimization)
{
    const string Source = """
        [Replicated] public class Account { public int Balance { get; set; } }
        public class Foreign { }
        public static class Log { public static List<string> Lines = new(); }
        public class Cache<T>
        {
            [Replicated] static List<T> items = new(); [Replicated] static int hits; [Replicated] internal static T last;
            public static void Add(T item) { items.Add(item); hits++; last = item; }
            public static string Show() => $"{items.Count} {hits} {last}";
        }
        public class Tally<T> { [Replicated] static int hits; public static void Parse(string text) => int.TryParse(text, out hits); public static int Hits => hits; }
        public class OnlyInitialised<T> { [Replicated] static string first = Make(); static string Make() { Log.Lines.Add(typeof(T).Name); return "of " + typeof(T).Name + Run.Suffix; } public static string Show() => first; public static void Touch() { } }
        public class Pair<K, V> where K : struct, IComparable<K> where V : class, new()
        {
            public struct Nested { [Replicated] public static V value = new(); public static void Set(V v) => value = v; }
            [Replicated] static Dictionary<K, V> map = new();
            public static void Set(K k, V v) => map[k] = v;
            public static string Show() => $"{map.Count} {(Nested.value as Account)?.Balance}";
        }
        public class Failing<T> { [Replicated] static int n = Make(); static int Make() => Run.Fails ? throw new InvalidOperationException("not here") : 3; public static int N => n; }
        public static class Run
        {
            public static string Suffix = ""; public static bool Fails;
            public static void Prepare(string suffix, bool fails) { Suffix = suffix; Fails = fails; }
            public static void Store()
            {
                Cache<int>.Add(3); Cache<int>.Add(4); Cache<string>.Add("x"); Cache<Account>.Add(new Account { Balance = 5 }); Tally<Foreign[]>.Parse("9");
                Pair<int, Account>.Set(1, new Account()); Pair<int, Account>.Nested.Set(new Account { Balance = 7 });
                Cache<int>.last = 8;
            }
            public static void Again() { Cache<string>.Add("y"); Tally<System.Text.RegularExpressions.Regex>.Parse("4"); }
            public static void Initialise() { OnlyInitialised<int>.Show(); OnlyInitialised<long>.Touch(); }
            public static int Fail() => Failing<int>.N;
            public static string Show() => $"{Cache<int>.Show()}, {Cache<string>.Show()}, {Cache<Account>.Show()}, {Tally<Foreign[]>.Hits}, {Pair<int, Account>.Show()}";
            public static string ShowAgain() => $"{Cache<string>.Show()}, {Tally<System.Text.RegularExpressions.Regex>.Hits}";
            public static string ShowInitialised() => OnlyInitialised<int>.Show();
        }
        """;

    WovenProgram first = null!;
    WovenProgram second = null!;
    ProgramState active = null!;
    ProgramState standby = null!;

    [SetUp]
    public void Start()
    {
        first = WovenProgram.From(Source, optimization);
        second = new WovenProgram(first.Samples);
        active = new ProgramState(first).Activate();
        standby = new ProgramState(second);
    }

    [Test]
    public void what_is_stored_arrives_in_an_instance_that_the_standby_never_used()
    {
        first.Run("Run.Store");
        standby.Apply(active.Capture());
        Assert.That(second.Run("Run.Show"), Is.EqualTo("2 2 8, 1 1 x, 1 1 Account, 9, 1 7").And.EqualTo(first.Run("Run.Show")));
    }

    [Test]
    public void a_later_change_arrives_and_so_does_an_instance_that_is_used_later()
    {
        first.Run("Run.Store");
        standby.Apply(active.Capture());
        first.Run("Run.Again");
        standby.Apply(active.Capture());
        Assert.That(second.Run("Run.ShowAgain"), Is.EqualTo("2 2 y, 4").And.EqualTo(first.Run("Run.ShowAgain")));
        Assert.That(active.Capture(), Is.Null);
    }

    /// <summary>Nothing was ever stored to it, so only the initialiser can announce it; that of the standby has run before and had another value.</summary>
    [Test]
    public void a_static_that_only_its_initialiser_sets_is_a_root()
    {
        first.Run("Run.Prepare", " of the active", false);
        second.Run("Run.Prepare", " of the standby", false);
        first.Run("Run.Initialise");
        standby.Apply(active.Capture());
        Assert.That(second.Run("Run.ShowInitialised"), Is.EqualTo("of Int32 of the active"));
    }

    [Test]
    public void nothing_is_sent_of_what_nobody_uses()
    {
        active.Capture();
        Assert.That(active.Capture(), Is.Null);
        Assert.That(active.Types, Has.None.Contains("Cache"), "a standby that has used others is not refused");
    }

    [Test]
    public void an_initialiser_that_fails_on_the_standby_is_named_before_anything_is_applied()
    {
        first.Run("Run.Fail");
        second.Run("Run.Prepare", "", true);
        byte[]? frame = active.Capture();
        Assert.That(() => standby.Apply(frame), Throws.Exception.With.Message.Contains("the type initialiser of Failing`1<System.Int32> failed: InvalidOperationException: not here"));
    }
}
