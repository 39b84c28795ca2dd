using System.Text.RegularExpressions;

namespace Fuzz.Generate;

/// <summary>
/// Parts of the model that the weaver may refuse as a whole, each in a file of its own. Statements that use a part stand in its comments:
/// <c>//! rows: statement</c>, where <c>{type}</c> stands for an expression.
/// </summary>
static partial class OptionalParts
{
    static readonly List<(string Row, string Text)> statements = [];

    /// <summary>The parts by the name of their file.</summary>
    internal static IReadOnlyDictionary<string, string> All { get; } = ModelFiles.All.Where(file => file.Key.StartsWith("Optional", StringComparison.Ordinal)).ToDictionary();

    internal static void Use(string source) => statements.AddRange(Statement().Matches(source).Select(match => (match.Groups[1].Value, match.Groups[2].Value)));

    internal static bool HasStatements => statements.Count > 0;

    internal static string Write(Expressions expressions, Draft draft)
    {
        var (row, text) = draft.Choose.Of(statements);
        draft.Row(row);
        return Hole().Replace(text, match => expressions.Of(match.Groups[1].Value));
    }

    [GeneratedRegex(@"^//! (\w+): (.*)$", RegexOptions.Multiline)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\{(int|string|S|bool|Z)\}")]
    private static partial Regex Hole();
}
