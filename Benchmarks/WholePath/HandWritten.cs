using System.Buffers.Binary;
using System.Diagnostics;
using Benchmarks.Store;
using ProtoBuf;

namespace Benchmarks.WholePath;

/// <summary>
/// The bar for throughput, what a good engineer writes by hand: each change is noted in a list, lists of a thousand are serialized with
/// protobuf-net, sixteen are under way at once, the other process applies and answers.
/// </summary>
sealed class HandWritten : IDisposable
{
    internal const string Role = "hand-written";
    internal const int BatchChanges = 1_000;
    internal const int BatchesInFlight = 16;
    internal const int Accounts = 100_000;

    readonly OtherProcess other = new(Role);
    readonly PlainAccount[] accounts = NewAccounts();
    readonly Batch batch = new();
    readonly MemoryStream buffer = new(64 << 10);
    readonly SemaphoreSlim free = new(BatchesInFlight);
    readonly Thread answers;
    int next;
    long bytes;
    long changes;

    internal HandWritten()
    {
        answers = new Thread(ReadAnswers) { IsBackground = true };
        answers.Start();
    }

    /// <summary>What goes over the wire for each change.</summary>
    internal double BytesPerChange => (double)bytes / changes;

    /// <summary>Changes members, one after the other, until all changes are applied in the other process.</summary>
    /// <returns>Changes per second.</returns>
    internal double Run(int batches)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < batches; i++)
        {
            batch.Changes.Clear();
            for (int change = 0; change < BatchChanges; change++)
                Store(Workload.Value(i));
            free.Wait();
            SendBatch();
        }
        for (int i = 0; i < BatchesInFlight; i++)
            free.Wait();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        free.Release(BatchesInFlight);
        return batches * (double)BatchChanges / seconds;
    }

    void Store(long value)
    {
        accounts[next].Balance = value;
        batch.Changes.Add(new Change { Account = next, Balance = value });
        next = next + 1 == Accounts ? 0 : next + 1;
    }

    void SendBatch()
    {
        buffer.SetLength(0);
        Serializer.SerializeWithLengthPrefix(buffer, batch, PrefixStyle.Fixed32);
        OtherProcess.Send(other.Connection, buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        bytes += buffer.Length;
        changes += BatchChanges;
    }

    void ReadAnswers()
    {
        byte[] received = new byte[BatchesInFlight];
        while (other.Connection.Receive(received) is > 0 and int count)
            free.Release(count);
    }

    /// <summary>The other side: applies each batch and answers with one byte.</summary>
    internal static void Serve()
    {
        using var connection = OtherProcess.Accept();
        var accounts = NewAccounts();
        var batch = new Batch();
        byte[] buffer = new byte[64 << 10];
        while (OtherProcess.TryReceive(connection, buffer.AsSpan(0, sizeof(int))))
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(buffer);
            if (!OtherProcess.TryReceive(connection, buffer.AsSpan(0, length)))
                return;
            batch.Changes.Clear();
            Serializer.Deserialize((ReadOnlySpan<byte>)buffer.AsSpan(0, length), batch);
            foreach (var change in batch.Changes)
                accounts[change.Account].Balance = change.Balance;
            OtherProcess.Send(connection, [1]);
        }
    }

    static PlainAccount[] NewAccounts() => [.. Enumerable.Range(0, Accounts).Select(_ => new PlainAccount())];

    public void Dispose()
    {
        other.Dispose();
        answers.Join();
    }

    [ProtoContract]
    public sealed class Batch
    {
        [ProtoMember(1)]
        public List<Change> Changes { get; } = new(BatchChanges);
    }

    [ProtoContract]
    public struct Change
    {
        [ProtoMember(1)]
        public int Account;

        [ProtoMember(2)]
        public long Balance;
    }
}
