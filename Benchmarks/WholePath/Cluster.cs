using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Replicated;

namespace Benchmarks.WholePath;

/// <summary>This process as the active of a cluster of two; the standby is a second process of this program.</summary>
sealed class Cluster : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("replicated-bench-").FullName;
    readonly Process standby;

    Cluster(WriterMode writers, bool record, int accounts, long logBytesMax, bool traces)
    {
        RecordedStream = Path.Combine(folder, "stream");
        var options = Options(folder, "active", logBytesMax);
        options.Writers = writers;
        options.RecordStreamTo = record ? RecordedStream : null;
        Replication.Start(options);
        Bank.Open(accounts);
        standby = Self.Start(new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true }, Standby.Role, traces ? Standby.Traced : Standby.Untraced, logBytesMax.ToString(CultureInfo.InvariantCulture), folder);
    }

    /// <summary>The copy of what was sent to the standby, where it was asked for.</summary>
    internal string RecordedStream { get; }

    /// <summary>A cluster whose standby is in sync.</summary>
    /// <param name="writers">How the app's threads write.</param>
    /// <param name="record">Whether to keep a copy of what is sent.</param>
    /// <param name="accounts">How many there are in the bank.</param>
    /// <param name="logBytesMax">How much the log keeps on either side, which is no matter of the objects where their memory is measured.</param>
    /// <param name="traces">Whether the standby looks for dead objects by itself.</param>
    internal static async Task<Cluster> StartAsync(WriterMode writers, bool record = false, int accounts = HandWritten.Accounts, long logBytesMax = 256L << 20, bool traces = true)
    {
        var cluster = new Cluster(writers, record, accounts, logBytesMax, traces);
        var patience = Stopwatch.StartNew();
        while ((await Replication.CommitAsync(CommitLevel.Applied)).Level < CommitLevel.Applied)
        {
            if (patience.Elapsed > TimeSpan.FromMinutes(3))
                throw new TimeoutException("no standby has followed for three minutes");
        }
        return cluster;
    }

    /// <summary>Asks the standby one of the questions that it knows.</summary>
    internal string Ask(string question)
    {
        standby.StandardInput.WriteLine(question);
        return standby.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the standby has ended");
    }

    /// <summary>What the standby's process begins with.</summary>
    internal static ReplicationOptions StandbyOptions(string folder, string logBytesMax) => Options(folder, "standby", long.Parse(logBytesMax, CultureInfo.InvariantCulture));

    static ReplicationOptions Options(string folder, string node, long logBytesMax) => new()
    {
        Cluster = "bench",
        Node = node,
        Lease = $"file:{Path.Combine(folder, "lease")}",
        Listen = "127.0.0.1:0",
        LogBytesMax = logBytesMax,
        Logger = NullLogger.Instance,
    };

    public void Dispose()
    {
        standby.StandardInput.Close();
        if (!standby.WaitForExit(TimeSpan.FromSeconds(10)))
            standby.Kill();
        standby.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
