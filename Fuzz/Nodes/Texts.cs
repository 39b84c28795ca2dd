namespace Fuzz.Nodes;

/// <summary>Compares what two sides have, line by line.</summary>
static class Texts
{
    /// <summary>The number of the first line that differs; that behind the last one of the shorter text where none does.</summary>
    internal static int FirstDifference(string[] lines, string[] others)
    {
        int at = 0;
        while (at < Math.Min(lines.Length, others.Length) && lines[at] == others[at])
            at++;
        return at;
    }
}
