using System.Diagnostics;
using System.Globalization;
using Benchmarks.Table;
using ProtoBuf;
using Replicated.Frames;

namespace Benchmarks.Encoding;

/// <summary>The frame encoder beside protobuf-net: the changes of a thousand objects, the same bytes.</summary>
static class EncodingSection
{
    const int Changes = 1_000;
    const long Balance = 5_000_000_000;

    static readonly FrameWriter writer = new();
    static readonly SameBytes contract = new();
    static readonly MemoryStream stream = new(64 << 10);

    internal static IEnumerable<Row> Measure(bool quick)
    {
        for (int i = 0; i < Changes; i++)
            contract.Changes.Add(new() { Id = i == 0 ? 6 : 0, Members = new() { Balance = Balance } });
        Encode();
        Serialize();
        if (!writer.Changes.Written.SequenceEqual(stream.GetBuffer().AsSpan(0, (int)stream.Length)))
            throw new InvalidOperationException("the encoder and protobuf-net do not write the same bytes");

        int repetitions = quick ? 2_000 : 10_000;
        var encoder = new Samples();
        var reference = new Samples();
        var ratios = new Samples();
        NanosecondsEach(Encode, repetitions);
        NanosecondsEach(Serialize, repetitions);
        for (int round = 0; round < (quick ? 9 : 25); round++)
        {
            double own = NanosecondsEach(Encode, repetitions);
            double others = NanosecondsEach(Serialize, repetitions);
            encoder.Add(own);
            reference.Add(others);
            ratios.Add(own / others);
        }

        double bytes = (double)writer.Changes.Length / Changes;
        yield return Row.Reference("encoding, protobuf-net", Figure(reference.Median, bytes));
        yield return Row.AtMost("encoding, frame encoder, same bytes", Figure(encoder.Median, bytes), ratios.Median, 1, "protobuf-net");
    }

    static string Figure(double nanoseconds, double bytes) => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:0.0} ns, {bytes:0.0} B per change");

    static double NanosecondsEach(Action encode, int repetitions)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repetitions; i++)
            encode();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / ((double)repetitions * Changes);
    }

    static void Encode()
    {
        writer.Clear();
        for (ulong id = 7; id < 7 + Changes; id++)
        {
            var change = writer.BeginChange(id);
            writer.Changes.ZigZagField(1, Balance);
            writer.EndChange(change);
        }
    }

    static void Serialize()
    {
        stream.SetLength(0);
        Serializer.Serialize(stream, contract);
    }
}
