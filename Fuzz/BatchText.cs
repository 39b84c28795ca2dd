using System.Text;
using System.Text.RegularExpressions;
using Fuzz.Generate;

namespace Fuzz;

/// <summary>The text of several methods, which knows at which line each stands.</summary>
sealed class BatchText
{
    readonly List<MethodSource> byLine = [];

    internal BatchText(IReadOnlyList<MethodSource> methods)
    {
        Methods = methods;
        var text = new StringBuilder();
        foreach (var method in methods)
        {
            text.Append(method.Text);
            byLine.AddRange(Enumerable.Repeat(method, method.Text.Count(letter => letter == '\n')));
        }
        Text = text.ToString();
    }

    internal IReadOnlyList<MethodSource> Methods { get; }

    internal string Text { get; }

    /// <param name="line">From 1.</param>
    internal MethodSource? MethodAt(int line) => line > 0 && line <= byLine.Count ? byLine[line - 1] : null;

    internal string LineAt(int line) => Text.Split('\n')[line - 1];

    /// <summary>Whether a text has a name in it, and not only as a part of another.</summary>
    internal static bool Names(string text, string name) => Regex.IsMatch(text, $@"(?<!\w){Regex.Escape(name)}(?!\w)");
}
