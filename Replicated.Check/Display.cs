using System.Text.RegularExpressions;
using Replicated.Audit.Decode;
using Replicated.Fody.Diagnostics;

namespace Replicated.Check;

/// <summary>Names as a user writes them.</summary>
internal static partial class Display
{
    internal static string Of(FieldKey field) => $"{Of(field.Owner)}.{Of(field.Name)}";

    internal static string Of(TypeKey type) => Arity().Replace(WrittenNames.WithoutFile(type.Name), "").Replace('+', '.');

    /// <summary>The method that somebody wrote, where the compiler has made several of it: state machines, lambdas, local functions.</summary>
    /// <param name="owner">As reflection names it: <c>Outer+Inner</c>.</param>
    internal static string OfMethod(string owner, string method) => Arity().Replace(WrittenNames.OfMethod([.. owner.Split('+'), method]), "");

    /// <summary>The name of the property behind a backing field, else the field's own.</summary>
    internal static string Of(string field) => Backing().Replace(field, "$1");

    /// <summary>The first few names, and how many more there are.</summary>
    internal static string Of(IReadOnlyList<string> names)
    {
        const int Shown = 3;
        string text = string.Join("', '", names.Take(Shown));
        return names.Count > Shown ? $"'{text}' and {names.Count - Shown} more" : $"'{text}'";
    }

    [GeneratedRegex("`\\d+")]
    private static partial Regex Arity();

    [GeneratedRegex("^<(.+)>(?:k__BackingField|P)$")]
    private static partial Regex Backing();
}
