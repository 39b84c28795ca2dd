using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Held;

/// <summary>A <see cref="Holder"/> in its process.</summary>
sealed class HolderProcess : IDisposable
{
    readonly Process process;

    internal HolderProcess(int objects)
    {
        process = Self.Start(
            new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true },
            Holder.Role,
            objects.ToString(CultureInfo.InvariantCulture));
        Costs = Answer();
    }

    /// <summary>Bytes on the active, bytes on the standby, and the milliseconds of the longest slice of a trace, and of one in a hundred.</summary>
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
