using System.Runtime.CompilerServices;
using Replicated;

namespace Native;

/// <summary>Members that do not say what they hold, and what only its own class sees.</summary>
internal static class Anything
{
    static List<object?> ReplicatedThings = [];
    static IEnumerable<int>? ReplicatedNumbers;
    static IEnumerator<string>? ReplicatedWords;
    static IComparable? ReplicatedComparable;
    static List<Func<string>> ReplicatedCalls = [];
    static Func<int, int>? ReplicatedStep;
    static Action? ReplicatedChange;
    static Machine ReplicatedMachine = new();
    static SortedSet<string> ReplicatedByLength = new(new ByLength());
    static Dictionary<Key, string> ReplicatedByKey = new(new KeyComparer());
    static HashSet<string> ReplicatedByFirst = new(new ByFirst { Offset = 1 });
    static dynamic? ReplicatedDynamic;
    static readonly object gate = new();

    enum Level : byte
    {
        Low,
        High = 200,
    }

    record struct Key(int Number, string? Name);

    [Replicated]
    sealed class Part
    {
        internal int Number;
        internal object? Inner;

        public override string ToString() => $"part {Number} {Inner}";
    }

    [Replicated]
    sealed record Person(string Name, int Age, Person? Friend = null);

    sealed class ByLength : IComparer<string>
    {
        public int Compare(string? x, string? y) => (x?.Length ?? 0).CompareTo(y?.Length ?? 0);
    }

    sealed class KeyComparer : IEqualityComparer<Key>
    {
        public bool Equals(Key x, Key y) => x.Number == y.Number;

        public int GetHashCode(Key obj) => obj.Number;
    }

    [Replicated]
    sealed class ByFirst : IEqualityComparer<string>
    {
        internal int Offset;

        public bool Equals(string? x, string? y) => x?[Offset] == y?[Offset];

        public int GetHashCode(string obj) => obj[Offset];
    }

    [InlineArray(3)]
    struct Triple
    {
        Key first;
    }

    struct Inner
    {
        internal Key Key;
        internal (Level, Part?) Pair;
    }

    struct Outer
    {
        internal Inner Inner;
        internal Inner? Maybe;
        internal Level? Level;
    }

    [Replicated]
    sealed unsafe class Machine
    {
        internal Outer Outer;
        internal Triple Triple;
        internal Buffer Buffer;
        internal (int, long, string, Level, Key, decimal, bool, char, Guid) Long;
        internal volatile int Ticks;

        [Replicated(Compare = true)]
        internal int Compared;

        internal ref int Reference => ref Compared;

        [NotReplicated("counted anew")]
        internal int Local;

        public event Action<int>? Ticked;

        internal void Listen(Person person) => Ticked += new Listener { Person = person }.Hear;

        internal void Tick() => Ticked?.Invoke(++Ticks);

        internal string Show() => $"{Outer.Inner} {Outer.Maybe?.Key} {Outer.Maybe?.Pair} {Outer.Level} {Triple[2]} {Buffer.Items[1]} {Long} {Ticks} {Compared} {Ticked?.GetInvocationList().Length}";
    }

    unsafe struct Buffer
    {
        internal fixed int Items[4];
    }

    [Replicated]
    sealed class Listener
    {
        internal required Person Person;
        internal int Heard;

        internal void Hear(int ticks)
        {
            Heard += ticks;
            ReplicatedThings.Add($"{Person.Name} heard {Heard}");
        }
    }

    internal static void Make(int number)
    {
        var key = new Key(number, "key");
        var part = new Part { Number = number, Inner = Level.High };
        var person = new Person("Ann", number);
        var friend = person with { Name = "Bob", Friend = person };
        ReplicatedThings.AddRange([number, Level.High, key, part, "text", 1.5m, Guid.Empty, Color.Red, new object(), null, friend, person, (int?)7, 'x', 2.5f, (Half)1]);
        ReplicatedThings.AddRange([new List<Key> { key }, new Dictionary<Level, List<Part>> { [Level.Low] = [part] }, new Level[] { Level.High }, new Part[] { part }, new Key?[] { key, null }]);
        ReplicatedThings.AddRange([(key, part), new KeyValuePair<Key, Level>(key, Level.Low), new Queue<(Level, Key)>([(Level.High, key)]), new int[,] { { number } }, new Hidden { Number = number }, Boxed(key), Boxed(5L), Listed(Level.High), Listed(3.5), Copied([Level.Low]), Copied([5m])]);
        ReplicatedNumbers = number % 2 == 0 ? new HashSet<int> { number, 3 } : [number, 4];
        ReplicatedWords ??= Words(number);
        ReplicatedWords.MoveNext();
        ReplicatedComparable = number % 2 == 0 ? number : $"{number}";
        int count = number;
        ReplicatedCalls.Add(() => $"lambda {++count} {key.Name} {part.Number}");
        ReplicatedCalls.Add(static () => "static lambda");
        ReplicatedCalls.Add(Fixed);
        ReplicatedCalls.Add(person.ToString);
        ReplicatedCalls.Add(Generic(number, Level.High));
        ReplicatedCalls.Add(Generic("a", part));
        ReplicatedCalls.Add(Constant<Level>());
        ReplicatedCalls.Add(Constant<Part>());
        ReplicatedCalls.Add(NameOf<Key>);
        ReplicatedCalls.Add(() => Local(number));
        ReplicatedStep = (ReplicatedStep ?? (value => value)) + (value => value + count);
        ReplicatedChange += () => count += 100;
        ReplicatedChange();
        ReplicatedByLength.Add(new string('x', number % 7));
        ReplicatedByKey[key] = "first";
        ReplicatedByKey[key with { Name = null }] = "second";
        ReplicatedByFirst.Add($"_{number}");
        ReplicatedByFirst.Add($"+{number}");
        ReplicatedDynamic = new List<Level> { Level.High };
        Change(ReplicatedMachine, number, key, part, person);

        string Local(int value) => $"local {value + count}";
    }

    static void Change(Machine machine, int number, Key key, Part part, Person person)
    {
        machine.Outer.Inner.Key = key;
        machine.Outer.Maybe = new Inner { Key = key, Pair = (Level.High, part) };
        machine.Outer.Level = Level.High;
        machine.Triple[2] = key;
        unsafe
        {
            machine.Buffer.Items[1] = number;
        }
        machine.Long = (number, 2, "three", Level.High, key, 6, true, '8', Guid.Empty);
        machine.Reference++;
        machine.Local++;
        machine.Listen(person);
        machine.Tick();
    }

    internal static string Show() => string.Join(" | ", [
        .. ReplicatedThings.Select(Show), Show(ReplicatedNumbers), ReplicatedWords?.Current, Show(ReplicatedComparable), .. ReplicatedCalls.Select(call => call()),
        $"{ReplicatedStep?.Invoke(2)}", $"{ReplicatedChange?.GetInvocationList().Length}", ReplicatedMachine.Show(), Show(ReplicatedByLength), Show(ReplicatedByKey),
        Show(ReplicatedByFirst), $"{ReplicatedByKey.ContainsKey(new Key(40, "other"))} {ReplicatedByLength.Contains("yyyyy")} {ReplicatedByFirst.Contains("?4")}", Show((object?)ReplicatedDynamic)]);

    static string Show(object? thing) => thing switch
    {
        null => "null",
        string text => text,
        System.Collections.IEnumerable many => $"{thing.GetType().Name}({string.Join(',', many.Cast<object?>().Select(Show))})",
        _ => $"{thing.GetType().Name} {thing}",
    };

    static IEnumerator<string> Words(int start)
    {
        for (int at = start; ; at++)
            yield return $"word {at}";
    }

    static string Fixed() => "fixed";

    static string NameOf<T>() => typeof(T).Name;

    static object Boxed<T>(T value) => new Wrapper<T> { Value = value };

    static object Copied<T>(IEnumerable<T> values) => values.Concat(values).ToArray();

    static List<T> Listed<T>(T value) => [value];

    static Func<string> Constant<T>() => static () => $"constant {typeof(T).Name}";

    static Func<string> Generic<T1, T2>(T1 first, T2 second) => () => $"generic {first} {second}";

    [Replicated]
    sealed class Wrapper<T>
    {
        internal T? Value;

        public override string ToString() => $"wrapped {Value}";
    }
}

[Replicated]
file sealed class Hidden
{
    internal int Number;

    public override string ToString() => $"hidden {Number}";
}
