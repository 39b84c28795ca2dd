namespace Replicated.Fody.Find;

/// <summary>Finds what a misspelt word was meant to be.</summary>
internal static class Spelling
{
    /// <summary>The known word that differs least, or null where none is at least half the same.</summary>
    internal static string? Nearest(string word, IEnumerable<string> known) => known
        .Select(candidate => (Word: candidate, Distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(candidate => candidate.Distance <= candidate.Word.Length / 2)
        .OrderBy(candidate => candidate.Distance)
        .Select(candidate => candidate.Word)
        .FirstOrDefault();

    /// <summary>How many letters must be added, removed or changed to get from one to the other.</summary>
    static int Distance(string from, string to)
    {
        int[] previous = [.. Enumerable.Range(0, to.Length + 1)];
        foreach (var (letter, row) in from.Select((letter, index) => (letter, index + 1)))
        {
            int[] current = [row, .. new int[to.Length]];
            for (int column = 1; column <= to.Length; column++)
            {
                int changed = previous[column - 1] + (letter == to[column - 1] ? 0 : 1);
                current[column] = Math.Min(changed, Math.Min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.Length];
    }
}
