namespace Benchmarks.Table;

/// <summary>Repeated measurements of one thing.</summary>
public sealed class Samples
{
    readonly List<double> values = [];

    public void Add(double value) => values.Add(value);

    public double Median => Percentile(50);

    /// <summary>The smallest value that <paramref name="percent"/> of all values do not exceed.</summary>
    public double Percentile(double percent)
    {
        if (values.Count == 0)
            throw new InvalidOperationException("nothing was measured");
        double[] sorted = [.. values.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
