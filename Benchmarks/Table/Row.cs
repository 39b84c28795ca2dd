using System.Globalization;

namespace Benchmarks.Table;

/// <summary>One measured fact beside its budget.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Budget">The budget in words; empty where the row is only something to compare with.</param>
/// <param name="Figure">The figure in its own unit.</param>
/// <param name="Ratio">The figure as a multiple of what it is compared with in the same run; empty where there is none.</param>
/// <param name="OverBudget">Whether the budget is missed.</param>
public sealed record Row(string Name, string Budget, string Figure, string Ratio, bool OverBudget)
{
    /// <summary>A row to compare others with.</summary>
    public static Row Reference(string name, string figure, double? ratio = null)
        => new(name, "", figure, ratio is { } multiple ? Multiple(multiple) : "", false);

    /// <summary>A figure that must be at most <paramref name="limit"/> times that of <paramref name="than"/>.</summary>
    public static Row AtMost(string name, string figure, double ratio, double limit, string than)
        => new(name, Invariant($"<= {limit} x {than}"), figure, Multiple(ratio), ratio > limit);

    /// <summary>A figure that must be at least <paramref name="limit"/> times that of <paramref name="than"/>.</summary>
    public static Row AtLeast(string name, string figure, double ratio, double limit, string than)
        => new(name, Invariant($">= {limit} x {than}"), figure, Multiple(ratio), ratio < limit);

    /// <summary>A figure with a budget in its own unit.</summary>
    public static Row AtMost(string name, double figure, double limit, string unit)
        => new(name, Invariant($"<= {limit} {unit}"), Invariant($"{figure:0.00} {unit}"), "", figure > limit);

    static string Multiple(double ratio) => Invariant($"{ratio:0.00} x");

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
