using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Replicated.Fody.Diagnostics;

/// <summary>Turns the header of a section of an .editorconfig file into a pattern of full paths with slashes.</summary>
internal static class FilePattern
{
    const int RangeMax = 1000;

    /// <param name="section">The header without its brackets.</param>
    /// <param name="folder">The folder that it is relative to; null: it is a full path.</param>
    internal static Regex Of(string section, string? folder)
    {
        string start = folder == null ? "" : Regex.Escape(folder);
        // A name alone is looked for in all folders below.
        string between = folder != null && !section.Contains('/') ? "(.*/)?" : "";
        return new Regex("^" + start + between + Translate(folder == null ? section : section.TrimStart('/')) + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    static string Translate(string glob)
    {
        var regex = new StringBuilder();
        for (int i = 0; i < glob.Length; i++)
        {
            int close;
            switch (glob[i])
            {
                case '\\' when i + 1 < glob.Length:
                    regex.Append(Regex.Escape(glob[++i].ToString()));
                    break;
                case '*' when i + 1 < glob.Length && glob[i + 1] == '*':
                    regex.Append(".*");
                    i++;
                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '[' when (close = glob.IndexOf(']', i)) > 0:
                    regex.Append(Letters(glob.Substring(i + 1, close - i - 1)));
                    i = close;
                    break;
                case '{' when (close = ClosingBrace(glob, i)) > 0:
                    regex.Append(Choice(glob.Substring(i + 1, close - i - 1)));
                    i = close;
                    break;
                default:
                    regex.Append(Regex.Escape(glob[i].ToString()));
                    break;
            }
        }
        return regex.ToString();
    }

    static string Letters(string inner) =>
        inner.StartsWith("!", StringComparison.Ordinal) ? $"[^/{inner.Substring(1).Replace("\\", "\\\\")}]" : $"[{inner.Replace("\\", "\\\\")}]";

    static string Choice(string inner)
    {
        var range = Regex.Match(inner, @"^(-?\d{1,9})\.\.(-?\d{1,9})$");
        if (!range.Success)
            return $"(?:{string.Join("|", Alternatives(inner).Select(Translate))})";
        int from = int.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture);
        int to = int.Parse(range.Groups[2].Value, CultureInfo.InvariantCulture);
        return $"(?:{string.Join("|", Enumerable.Range(from, Math.Min(Math.Max(0, to - from + 1), RangeMax)))})";
    }

    /// <summary>The parts between commas that are in no braces of their own.</summary>
    static IEnumerable<string> Alternatives(string inner)
    {
        int depth = 0;
        int start = 0;
        for (int i = 0; i < inner.Length; i++)
        {
            depth += inner[i] == '{' ? 1 : inner[i] == '}' ? -1 : 0;
            if (inner[i] != ',' || depth > 0)
                continue;
            yield return inner.Substring(start, i - start);
            start = i + 1;
        }
        yield return inner.Substring(start);
    }

    static int ClosingBrace(string glob, int open)
    {
        int depth = 0;
        for (int i = open; i < glob.Length; i++)
        {
            depth += glob[i] == '{' ? 1 : glob[i] == '}' ? -1 : 0;
            if (depth == 0)
                return i;
        }
        return -1;
    }
}
