using System.Globalization;

namespace Replicated.Frames;

/// <summary>
/// An order or equality of texts that depends on the process: on its culture, or on the version of the library that knows all cultures. Two
/// nodes where it is not the same would find, and enumerate, the items of a collection otherwise.
/// </summary>
/// <param name="Culture">The name of the culture; empty: the invariant one.</param>
/// <param name="Options">How texts are compared; null: by the default order of texts, which is that of the process's culture.</param>
/// <param name="Collation">See <see cref="NodeEnvironment.Collation"/>.</param>
internal sealed record TextOrder(string Culture, CompareOptions? Options, string Collation)
{
    const string Sign = "order:";

    /// <summary>The order in this process, as others read it.</summary>
    internal static string NameOf(string culture, CompareOptions? options) => new TextOrder(culture, options, NodeEnvironment.CollationHere).Name;

    /// <summary>What stands in a frame for the comparer.</summary>
    internal string Name => string.Create(CultureInfo.InvariantCulture, $"{Sign}{Culture}:{(Options is { } options ? (int)options : "")}:{Collation}");

    /// <summary>Reads the name of a comparer; null if it is another one.</summary>
    internal static TextOrder? Parse(string? name)
    {
        if (name is null || !name.StartsWith(Sign, StringComparison.Ordinal) || name[Sign.Length..].Split(':') is not [var culture, var options, var collation])
            return null;
        if (options.Length == 0)
            return new(culture, null, collation);
        return int.TryParse(options, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? new(culture, (CompareOptions)number, collation) : null;
    }

    /// <summary>Why a node in these surroundings has another order; null if it has the same.</summary>
    /// <param name="node">The name of the node.</param>
    /// <param name="there">Its surroundings.</param>
    internal string? FaultOn(string node, NodeEnvironment there)
    {
        if (Options is null && there.Culture != Culture)
        {
            return $"it holds a collection in the default order of texts, that of {NodeEnvironment.DescribeCulture(Culture)}, and the culture of {node} is {NodeEnvironment.DescribeCulture(there.Culture)}. "
                + "Run both with the same culture (on Linux LANG or LC_ALL, the same before Main on each), or give the collection a comparer: StringComparer.Ordinal, or StringComparer.Create with a culture";
        }
        return there.Collation == Collation
            ? null
            : $"it holds a collection that compares texts by {(Options is null ? "the default order" : $"rules of {NodeEnvironment.DescribeCulture(Culture)}")} with {NodeEnvironment.DescribeCollation(Collation)}, and {node} has {NodeEnvironment.DescribeCollation(there.Collation)}. "
                + "Run both with the same ICU, or without it (DOTNET_SYSTEM_GLOBALIZATION_INVARIANT), or give the collection StringComparer.Ordinal or OrdinalIgnoreCase";
    }
}
