namespace Fuzz;

/// <summary>The rows of the table of constructs (docs/coverage.md) that the generator has to show: groups 2.1 to 2.8.</summary>
static class CoverageRows
{
    internal static readonly IReadOnlyList<string> All =
    [
        .. Enumerable.Range(1, 91).Select(row => row.ToString(System.Globalization.CultureInfo.InvariantCulture)), "91a", "91b", "91c", "91d",
        .. Enumerable.Range(95, 17).Select(row => row.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];

    /// <summary>Rows whose methods are generated and refused.</summary>
    internal static readonly IReadOnlySet<string> Refused = new HashSet<string> { "21", "23", "24", "31", "57", "62", "63", "67", "104", "107" };

    /// <summary>Rows that cannot be shown by a method of C# that runs, with the reason.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Elsewhere = new Dictionary<string, string>
    {
        ["17"] = "the compiler leaves no dead code",
        ["27"] = "C# emits no unaligned access to fields",
        ["91c"] = "no C#",
        ["91d"] = "no C#",
        ["102"] = "a preview feature of the compiler",
        ["109"] = "never woven",
        ["110"] = "made at run time",
    };
}
