using System.Buffers;

namespace Replicated.Frames;

/// <summary>Turns the names of types of one build into those of another.</summary>
internal sealed class Renames
{
    static readonly SearchValues<char> delimiters = SearchValues.Create("<>,[]+ :(){}&");

    readonly Dictionary<string, string> names = [];

    /// <param name="from">A name on the wire.</param>
    /// <param name="to">What this build calls the type.</param>
    internal void Add(string from, string to) => names[from] = to;

    /// <summary>A name with all in it that is called otherwise; what is nested in a type goes with it.</summary>
    internal string Translate(string type)
    {
        if (names.Count == 0)
            return type;
        var translated = new System.Text.StringBuilder();
        for (int at = 0; at < type.Length;)
        {
            int length = LengthOfName(type, at, out string? name);
            if (length == 0)
                translated.Append(type[at++]);
            else
            {
                translated.Append(name ?? type.AsSpan(at, length));
                at += length;
            }
        }
        return translated.ToString();
    }

    /// <summary>The whole name of a nested type may be known, and otherwise that of a type around it.</summary>
    int LengthOfName(string type, int at, out string? name)
    {
        name = null;
        int end = EndOfName(type, at);
        int whole = end - at;
        if (at > 0 && type[at - 1] == '+')
            return whole;
        int longest = end;
        while (longest < type.Length && type[longest] == '+')
            longest = EndOfName(type, longest + 1);
        for (int to = longest; to >= end; to = type.LastIndexOf('+', to - 1))
        {
            if (names.TryGetValue(type[at..to], out name))
                return to - at;
            if (to == end)
                break;
        }
        return whole;
    }

    static int EndOfName(string type, int at) => type.AsSpan(at).IndexOfAny(delimiters) is >= 0 and var length ? at + length : type.Length;
}
