namespace Fuzz.Generate;

/// <summary>Makes the choices of one method; the same seed makes the same ones.</summary>
sealed class Chooser(int seed)
{
    readonly Random random = new(seed);

    internal int Below(int count) => random.Next(count);

    internal bool Chance(int percent) => random.Next(100) < percent;

    internal T Of<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    internal string Text(params Func<string>[] all) => Of(all)();
}
