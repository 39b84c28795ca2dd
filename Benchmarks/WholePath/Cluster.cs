using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Replicated;

namespace Benchmarks.WholePath;

/// <summary>This process as the active of a cluster of two; the standby is a second process of this program.</summary>
sealed class Cluster : IDisposable
{
    internal const string Role = "follow";

    readonly string folder = Directory.CreateTempSubdirectory("replicated-bench-").FullName;
    readonly Process standby;

    Cluster(WriterMode writers, bool record)
    {
        RecordedStream = Path.Combine(folder, "stream");
        var options = Options(folder, "active");
        options.Writers = writers;
        options.RecordStreamTo = record ? RecordedStream : null;
        Replication.Start(options);
        Bank.Open();
        standby = Self.Start(new ProcessStartInfo { RedirectStandardInput = true }, Role, folder);
    }

    /// <summary>The copy of what was sent to the standby, where it was asked for.</summary>
    internal string RecordedStream { get; }

    /// <summary>A cluster whose standby is in sync.</summary>
    internal static async Task<Cluster> StartAsync(WriterMode writers, bool record = false)
    {
        var cluster = new Cluster(writers, record);
        var patience = Stopwatch.StartNew();
        while ((await Replication.CommitAsync(CommitLevel.Applied)).Level < CommitLevel.Applied)
        {
            if (patience.Elapsed > TimeSpan.FromMinutes(1))
                throw new TimeoutException("no standby has followed for a minute");
        }
        return cluster;
    }

    /// <summary>The other side: follows until its starter ends it or is gone.</summary>
    internal static void Follow(string folder)
    {
        new Thread(EndWithInput) { IsBackground = true }.Start();
        Replication.Start(Options(folder, "standby"));
        throw new InvalidOperationException("the standby took over: the active was lost while it was measured");
    }

    static void EndWithInput()
    {
        Console.In.ReadToEnd();
        Environment.Exit(0);
    }

    static ReplicationOptions Options(string folder, string node) => new()
    {
        Cluster = "bench",
        Node = node,
        Lease = $"file:{Path.Combine(folder, "lease")}",
        Listen = "127.0.0.1:0",
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
