using System.Runtime.CompilerServices;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>Ticks and kind as they are in memory, as <c>fixed64</c>: a local time is not converted.</summary>
internal sealed class DateTimeCodec : Codec<DateTime>
{
    const ulong TicksMask = (1UL << 62) - 1;

    internal override void Write(MemberWriter writer, int field, DateTime value)
    {
        writer.Encoder.Tag(field, WireType.Fixed64);
        writer.Encoder.Fixed64(Unsafe.BitCast<DateTime, ulong>(value));
    }

    internal override DateTime Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.Fixed64);
        ulong bits = reader.Decoder.Fixed64();
        return (bits & TicksMask) <= (ulong)DateTime.MaxValue.Ticks ? Unsafe.BitCast<ulong, DateTime>(bits) : throw reader.Decoder.Damaged("not a time");
    }
}

/// <summary>The time in UTC, as ticks, and the offset in minutes.</summary>
internal sealed class DateTimeOffsetCodec : Codec<DateTimeOffset>
{
    internal override void Write(MemberWriter writer, int field, DateTimeOffset value)
    {
        var encoder = writer.Encoder;
        encoder.Tag(field, WireType.LengthDelimited);
        int start = encoder.BeginMessage();
        encoder.Tag(1, WireType.Fixed64);
        encoder.Fixed64((ulong)value.UtcTicks);
        encoder.Tag(2, WireType.Varint);
        encoder.ZigZag(value.TotalOffsetMinutes);
        encoder.EndMessage(start);
    }

    internal override DateTimeOffset Read(MemberReader reader, WireType type)
    {
        var decoder = reader.Decoder;
        decoder.Expect(type, WireType.LengthDelimited);
        int outer = decoder.Enter();
        ulong utcTicks = 0;
        long minutes = 0;
        while (decoder.TryReadTag(out int field, out var inner))
        {
            if (field == 1 && inner == WireType.Fixed64)
                utcTicks = decoder.Fixed64();
            else if (field == 2 && inner == WireType.Varint)
                minutes = decoder.ZigZag();
            else
                throw decoder.Damaged("not a time with offset");
        }
        decoder.Leave(outer);
        if (utcTicks > (ulong)DateTime.MaxValue.Ticks || Math.Abs(minutes) > 14 * 60)
            throw decoder.Damaged("not a time with offset");
        long localTicks = Math.Clamp((long)utcTicks + minutes * TimeSpan.TicksPerMinute, 0, DateTime.MaxValue.Ticks);
        return new DateTimeOffset(localTicks, TimeSpan.FromMinutes(minutes));
    }
}

/// <summary>Ticks as <c>sint64</c>.</summary>
internal sealed class TimeSpanCodec : Codec<TimeSpan>
{
    internal override void Write(MemberWriter writer, int field, TimeSpan value) => Codec<long>.Instance.Write(writer, field, value.Ticks);

    internal override TimeSpan Read(MemberReader reader, WireType type) => new(Codec<long>.Instance.Read(reader, type));
}

/// <summary>Days since 0001-01-01 as <c>sint64</c>.</summary>
internal sealed class DateOnlyCodec : Codec<DateOnly>
{
    internal override void Write(MemberWriter writer, int field, DateOnly value) => Codec<int>.Instance.Write(writer, field, value.DayNumber);

    internal override DateOnly Read(MemberReader reader, WireType type)
    {
        int day = Codec<int>.Instance.Read(reader, type);
        return day >= 0 && day <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber(day) : throw reader.Decoder.Damaged("not a date");
    }
}

/// <summary>Ticks since midnight as <c>sint64</c>.</summary>
internal sealed class TimeOnlyCodec : Codec<TimeOnly>
{
    internal override void Write(MemberWriter writer, int field, TimeOnly value) => Codec<long>.Instance.Write(writer, field, value.Ticks);

    internal override TimeOnly Read(MemberReader reader, WireType type)
    {
        long ticks = Codec<long>.Instance.Read(reader, type);
        return ticks >= 0 && ticks <= TimeOnly.MaxValue.Ticks ? new TimeOnly(ticks) : throw reader.Decoder.Damaged("not a time of day");
    }
}
