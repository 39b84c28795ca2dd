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
    internal static readonly IReadOnlySet<string> Refused = new HashSet<string> { "57", "62", "63" };

    /// <summary>Rows that cannot be shown by a method of C# that runs, with the reason.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Elsewhere = new Dictionary<string, string>
    {
        ["17"] = "the compiler leaves no dead code",
        ["19"] = "the model itself: initialisers of statics",
        ["21"] = "refused as a type",
        ["23"] = "refused as a type",
        ["24"] = "refused as a type",
        ["27"] = "C# emits no unaligned access to fields",
        ["28"] = "refused as a type",
        ["31"] = "refused as a type",
        ["34"] = "refused as a type",
        ["35"] = "refused as a type",
        ["77"] = "the model itself: init accessors",
        ["81"] = "all types of the model are partial",
        ["83"] = "no constructor, no store",
        ["84"] = "runs on another thread",
        ["90"] = "needs a second assembly",
        ["91b"] = "the model itself: an abstract method",
        ["91c"] = "no C#",
        ["91d"] = "no C#",
        ["102"] = "a preview feature of the compiler",
        ["104"] = "has no IL",
        ["106"] = "needs a second assembly",
        ["107"] = "has no IL",
        ["108"] = "has no IL",
        ["109"] = "never woven",
        ["110"] = "made at run time",
        ["111"] = "needs a native library",
        ["67"] = "refused: has no IL",
        ["29"] = "refused as a type",
        ["30"] = "refused as a type",
        ["32"] = "refused as a type",
        ["33"] = "refused as a type",
    };
}
