using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Held;

/// <summary>A <see cref="Holder"/> in its process.</summary>
sealed class HolderProcess : IDisposable
{
    readonly Process process;

    /// <param name="kind">What is held.</param>
    internal HolderProcess(int count, string kind = Holder.Objects)
    {
        process = Self.Start(
            new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true },
            Holder.Role,
            kind,
            count.ToString(CultureInfo.InvariantCulture));
        Costs = Answer();
    }

    /// <summary>Of objects: bytes on the active, bytes on the standby, and the milliseconds of the longest slice of a trace, and of one in a hundred.</summary>
    internal double[] Costs { get; }

    /// <summary>The microseconds that half of so many commits of one change take at most.</summary>
    internal double Commit(int trips)
    {
        process.StandardInput.WriteLine(trips.ToString(CultureInfo.InvariantCulture));
        return Answer()[0];
    }

    double[] Answer()
    {
        string line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("a process that holds objects has ended");
        return [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(30)))
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
