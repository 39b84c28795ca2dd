using System.Numerics;
using System.Runtime.CompilerServices;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Tests.Values;

public class When_a_value_travels
{
    enum Colour : byte
    {
        Red = 1,
    }

    [Test]
    public void numbers_of_each_size_survive_at_their_limits()
    {
        Survives(sbyte.MinValue, sbyte.MaxValue, (sbyte)0);
        Survives(byte.MinValue, byte.MaxValue);
        Survives(short.MinValue, short.MaxValue);
        Survives(ushort.MaxValue);
        Survives(int.MinValue, int.MaxValue, 0, -1);
        Survives(uint.MaxValue);
        Survives(long.MinValue, long.MaxValue);
        Survives(ulong.MaxValue);
        Survives(Int128.MinValue, Int128.MaxValue, Int128.NegativeOne);
        Survives(UInt128.MaxValue);
        Survives(BigInteger.Pow(-3, 500), BigInteger.Zero, BigInteger.MinusOne);
        Survives('\0', '\uFFFF', 'ä');
        Survives(true, false);
        Survives((Colour)200, Colour.Red);
        Survives<int?>(null, 0, -5);
    }

    [Test]
    public void floating_point_survives_bit_by_bit()
    {
        Survives(-0f, float.NaN, BitConverter.UInt32BitsToSingle(0x7FA00001), float.Epsilon);
        Survives(-0d, double.NaN, BitConverter.UInt64BitsToDouble(0x7FF4000000000001), double.MaxValue);
        Survives(Half.NaN, Half.NegativeZero, Half.MaxValue);
    }

    [Test]
    public void decimals_survive_with_their_scale_and_sign()
    {
        Survives(0m, 0.00m, new decimal(0, 0, 0, true, 5), decimal.MaxValue, decimal.MinValue, 1.10m, -0.0000000000000000000000000001m);
        var random = new Random(1);
        for (int i = 0; i < 1000; i++)
            Survives(new decimal(random.Next(int.MinValue, int.MaxValue), random.Next(int.MinValue, int.MaxValue), random.Next(int.MinValue, int.MaxValue), random.Next(2) == 0, (byte)random.Next(29)));
    }

    /// <summary>Trap X12: another thread writes the decimal while it is read.</summary>
    [Test]
    public void a_decimal_read_half_old_and_half_new_is_carried_without_an_error()
    {
        decimal[] written = [0m, decimal.MaxValue, -1.5m, decimal.MinValue, 0.0000000000000000000000000001m];
        foreach (decimal old in written)
        {
            foreach (decimal next in written)
                Survives(Torn(old, next), Torn(next, old));
        }
    }

    static decimal Torn(decimal first, decimal second)
    {
        var halves = Unsafe.BitCast<decimal, (ulong, ulong)>(first);
        halves.Item2 = Unsafe.BitCast<decimal, (ulong, ulong)>(second).Item2;
        return Unsafe.BitCast<(ulong, ulong), decimal>(halves);
    }

    [Test]
    public void times_survive_with_kind_and_offset()
    {
        Survives(DateTime.MinValue, DateTime.MaxValue, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Local), new DateTime(7, DateTimeKind.Utc));
        Survives(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromMinutes(-570)));
        Survives(TimeSpan.MinValue, TimeSpan.MaxValue);
        Survives(DateOnly.MaxValue, DateOnly.MinValue);
        Survives(TimeOnly.MaxValue);
    }

    [Test]
    public void text_of_any_content_survives()
    {
        Survives(null, "", "a", "\0", "äöü€😀", "\uD800", "a\uDC00b\uD800", new string('x', 100_000), new string('\uDFFF', 1000));
        Survives(Guid.Empty, new Guid("00112233-4455-6677-8899-aabbccddeeff"));
        Survives<Uri?>(null, new Uri("a/../b?c#d", UriKind.Relative), new Uri("HTTP://Host:80/%41"));
        // On Unix a path with a slash at its begin can be both.
        Survives<Uri?>(new Uri("/a", UriKind.Relative), new Uri("//a/b", UriKind.Relative), new Uri("file:///a"), new Uri("/a b", UriKind.Absolute));
        Survives<Version?>(null, new Version(1, 2), new Version(1, 2, 3, 4));
    }

    [Test]
    public void tuples_and_pairs_survive()
    {
        Survives((1, "a"), (0, null!));
        Survives(ValueTuple.Create(5));
        Survives((1, 2, 3, 4, 5, 6, 7, 8, 9, "ten"));
        Survives(new KeyValuePair<string, decimal?>("a", null), new KeyValuePair<string, decimal?>("b", 1.0m));
        Survives<(int, (string, Guid?))?>(null, (1, ("x", Guid.Empty)));
    }

    [Test]
    public void a_number_too_large_for_its_type_is_an_error()
    {
        var encoder = new Encoder();
        new MemberWriter(encoder, NoReferences.Instance).Write(1, 300);
        Assert.That(() => Read<sbyte>(encoder), Throws.TypeOf<FrameDamagedException>().With.Message.Contains("too large"));
    }

    [Test]
    public void an_unsupported_type_is_an_error_that_says_what_to_do()
        => Assert.That(() => new MemberWriter(new Encoder(), NoReferences.Instance).Write(1, Thread.CurrentThread), Throws.TypeOf<ReplicationException>().With.Message.Contains("[NotReplicated("));

    static void Survives<T>(params T[] values)
    {
        foreach (var value in values)
        {
            var encoder = new Encoder();
            new MemberWriter(encoder, NoReferences.Instance).Write(1, value);
            var copy = Read<T>(encoder);
            Assert.That(copy, Is.EqualTo(value));
            if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>())
                Assert.That(Bits(copy), Is.EqualTo(Bits(value)), $"{value}");
        }
    }

    static T Read<T>(Encoder encoder)
    {
        var decoder = new Decoder();
        decoder.Reset(encoder.Written.ToArray());
        var reader = new MemberReader(decoder, new Replicated.Graph.ObjectTable(new Replicated.Graph.TypeTable()));
        Assert.That(reader.NextField(1, out _), Is.True);
        var value = reader.Read<T>();
        Assert.That(decoder.AtEnd, Is.True);
        return value;
    }

    static byte[] Bits<T>(T value)
    {
        byte[] bytes = new byte[Unsafe.SizeOf<T>()];
        Unsafe.WriteUnaligned(ref bytes[0], value);
        return bytes;
    }
}
