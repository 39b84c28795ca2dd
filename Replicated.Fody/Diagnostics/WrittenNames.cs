using System.Text.RegularExpressions;

namespace Replicated.Fody.Diagnostics;

/// <summary>What somebody wrote, where the compiler of C# has made names of it: state machines, lambdas, local functions, classes that only their file sees.</summary>
internal static class WrittenNames
{
    static readonly Regex file = new("<[^<>]*>F[0-9A-F]{64}__");

    static readonly Regex localFunction = new("^<.+>g__(?<name>[^|]+)\\|");

    static readonly Regex variable = new("^(<(?<name>[^<>]+)>5__|<>3__(?<name>.+)|<>4__(?<name>this)|(?<name>[^<>]+$))", RegexOptions.ExplicitCapture);

    /// <summary>The name of a type without what the compiler puts before that of one which only its file sees.</summary>
    internal static string WithoutFile(string type) => type.Length > 64 ? file.Replace(type, "") : type;

    /// <summary>The method that a method was made of, or itself, in the type that it was written in.</summary>
    /// <param name="names">Those of the types around it, outermost first, and its own.</param>
    internal static string OfMethod(IReadOnlyList<string> names)
    {
        int made = FirstMade(names);
        var written = made < 0 ? names : [.. names.Take(made), WrittenIn(names[made])!];
        return string.Join(".", written.Where(name => !name.StartsWith("<>", StringComparison.Ordinal)).Select(WithoutFile));
    }

    /// <summary>Whether the compiler has made a method or a type around it.</summary>
    internal static bool AreMade(IReadOnlyList<string> names) => FirstMade(names) >= 0;

    /// <summary>The name of a local function; null where it is none.</summary>
    internal static string? LocalFunction(string method) => localFunction.Match(method) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>The name of a variable or parameter that is a field of what the compiler has made; null where it is none that somebody wrote.</summary>
    internal static string? Variable(string field) => variable.Match(field) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>The outermost type is never made of a method, though the name of one that only its file sees begins as if it were.</summary>
    static int FirstMade(IReadOnlyList<string> names) => Enumerable.Range(1, names.Count - 1).FirstOrDefault(at => WrittenIn(names[at]) != null) is > 0 and var found ? found : -1;

    /// <summary>What stands in the brackets that a name begins with, and in those within; points of an explicit implementation are dashes there.</summary>
    static string? WrittenIn(string name)
    {
        int depth = 0;
        for (int at = 0; at < name.Length && (at == 0 || depth > 0); at++)
        {
            depth += name[at] switch { '<' => 1, '>' => -1, _ => 0 };
            if (depth == 0 && at > 1)
            {
                string inner = name.Substring(1, at - 1);
                return WrittenIn(inner) ?? inner.Replace('-', '.');
            }
        }
        return null;
    }
}
