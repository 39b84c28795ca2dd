using System.Text.RegularExpressions;

namespace Replicated.Tests.Weaving.Constructs;

/// <param name="Key">The number of a construct, or the name of a fault.</param>
/// <param name="What">The construct in words.</param>
/// <param name="Done">What the weaver does; only a code where it refuses.</param>
/// <param name="Tests">Who holds it.</param>
sealed partial record CoverageRow(string Key, string What, string Done, IReadOnlyList<string> Tests)
{
    /// <summary>Nothing is claimed of it yet.</summary>
    internal bool IsOpen => Done == "open";

    internal bool IsRefused => Code().IsMatch(Done);

    public override string ToString() => Key;

    [GeneratedRegex(@"^RPL\d{4}(, RPL\d{4})*$")]
    private static partial Regex Code();
}
