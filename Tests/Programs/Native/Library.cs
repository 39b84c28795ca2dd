using NativeBase;
using Replicated;

namespace Native;

internal sealed class Letter<T> : Document<T>
{
    internal required string To { get; init; }
    internal List<string> Heard { get; } = [];

    internal void Listen() => Changed += Hear;

    internal string Show() => $"{Title} to {To}: {Text} [{string.Join(',', History)}] heard {string.Join(',', Heard)}";

    void Hear(string title) => Heard.Add(title);
}

/// <summary>Classes of two assemblies, and statics of generic types.</summary>
internal static class Library
{
    static List<Letter<Money>> ReplicatedLetters = [];
    static Letter<string>? ReplicatedLetter;

    struct Secret(int number)
    {
        internal int Number = number;

        public override readonly string ToString() => $"secret {Number}";
    }

    sealed class Box<T>
    {
        [Replicated]
        internal static T? Content;

        [Replicated]
        internal static Dictionary<string, T> Others = new(StringComparer.OrdinalIgnoreCase);
    }

    internal static void Make(int number)
    {
        var letter = new Letter<Money> { Title = $"letter {number}", To = "north" };
        letter.Listen();
        letter.Write(new Money(number, Color.Red));
        ReplicatedLetters.Add(letter);
        ReplicatedLetter ??= new Letter<string> { Title = "one", To = "south" };
        ReplicatedLetter.Listen();
        ReplicatedLetter.Write($"text {number}");
        Counted<int>.Add(number);
        Counted<Money>.Add(new Money(number, Color.None));
        Counted<(string, Guid?)>.Add(("pair", new Guid(number, 0, 0, new byte[8])));
        Counted<Letter<Money>>.Add(letter);
        Counted<List<Color[]>>.Add([[Color.Red]]);
        Put(number, (long)number);
        Put(number, new Secret(number));
        Put(number, $"text {number}");
        Put<IReadOnlyList<Color>>(number, [Color.Red, Color.None]);
    }

    internal static string Show() => string.Join(" | ", [
        .. ReplicatedLetters.Select(letter => letter.Show()), ReplicatedLetter?.Show(),
        Counted<int>.Show(), Counted<Money>.Show(), Counted<(string, Guid?)>.Show(), Counted<Letter<Money>>.Show(), Counted<List<Color[]>>.Show(),
        Of<long>(), Of<Secret>(), Of<string>(), Of<IReadOnlyList<Color>>()]);

    /// <summary>No code names the types that it is called with together with the class.</summary>
    static void Put<T>(int number, T item)
    {
        Box<T>.Content = item;
        Box<T>.Others[$"Key {number}"] = item;
    }

    static string Of<T>() => $"{typeof(T).Name} {Box<T>.Content} {string.Join(',', Box<T>.Others)} {Box<T>.Others.ContainsKey("KEY 40")}";
}
