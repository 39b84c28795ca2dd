using System.Globalization;
using System.Numerics;
using System.Text;
using StateFuzz.Model;

namespace StateFuzz.Changing;

/// <summary>Draws values of the types that members hold: the edges of each more often than chance would.</summary>
static class Makers
{
    static readonly string?[] texts = [null, "", "a", "B", "ü€𝄞", "\0", "lone \ud800 surrogate", "straße", "STRASSE", new string('x', 300), new string('y', 20_000)];

    /// <summary>All bits of a number count, those of a NaN, too.</summary>
    static readonly double[] doubles = [0, -0.0, 1.5, double.NaN, BitConverter.Int64BitsToDouble(0x7ff8_0000_1234_5678), double.PositiveInfinity, double.Epsilon, double.MaxValue];

    static readonly string[] cultures = ["", "de-DE", "tr-TR"];

    static readonly Dictionary<Type, Delegate> all = Numbers().Concat(Texts()).Concat(Times()).Concat(Composed()).Concat(Objects())
        .ToDictionary(maker => maker.GetType().GetGenericArguments()[1]);

    internal static Delegate Find(Type type) => all.TryGetValue(type, out var maker) ? maker : throw new InvalidOperationException($"nothing makes a {type}");

    static IEnumerable<Delegate> Numbers()
    {
        yield return (Source source) => source.OneIn(2);
        yield return (Source source) => (char)source.Next(0x10000);
        yield return (Source source) => (sbyte)source.Next(256);
        yield return (Source source) => (byte)source.Next(256);
        yield return (Source source) => (short)source.Next(0x10000);
        yield return (Source source) => (ushort)source.Next(0x10000);
        yield return (Source source) => (int)Long(source);
        yield return (Source source) => (uint)Long(source);
        yield return (Source source) => Long(source);
        yield return (Source source) => (ulong)Long(source);
        yield return (Source source) => new Int128((ulong)Long(source), (ulong)Long(source));
        yield return (Source source) => new UInt128((ulong)Long(source), (ulong)Long(source));
        yield return (Source source) => (Half)Pick(source, doubles);
        yield return (Source source) => source.OneIn(4) ? BitConverter.Int32BitsToSingle(0x7fc1_2345) : (float)Pick(source, doubles);
        yield return (Source source) => Pick(source, doubles);
        yield return Money;
        yield return (Source source) => BigInteger.Pow(Long(source), source.Next(4));
        yield return (Source source) => Pick<Tiny>(source, [Tiny.None, Tiny.One, Tiny.Most, (Tiny)77]);
        yield return (Source source) => Pick<Wide>(source, [Wide.None, Wide.Low, Wide.Low | Wide.High]);
        yield return (Source source) => Pick<Unsigned>(source, [Unsigned.None, Unsigned.All]);
        yield return (Source source) => (Signed)source.Next(0x10000);
    }

    static IEnumerable<Delegate> Texts()
    {
        yield return (Source source) => source.OneIn(3) ? Pick(source, texts[..^1]) : source.OneIn(1000) ? texts[^1] : $"text {source.Next(20)}";
        yield return (Source source) => source.OneIn(4) ? null : Pick<Uri>(source, [new("http://host:1/a%20b?c#d"), new("a/b", UriKind.Relative)]);
        yield return (Source source) => source.OneIn(4) ? null : Pick<Version>(source, [new(1, 2), new(1, 2, 3), new(1, 2, 3, 4)]);
        yield return (Source source) => source.OneIn(4) ? null : Pick<Type>(source, [typeof(int), typeof(Tiny), typeof(Parcel[]), typeof(Dictionary<,>), typeof(List<Parcel>)]);
        yield return (Source source) => source.OneIn(4) ? null : CultureInfo.GetCultureInfo(cultures[source.Next(cultures.Length)]);
        yield return (Source source) => source.OneIn(4) ? null : new Parcel { To = source.OneIn(3) ? null : $"to {source.Next(20)}", Weight = source.Next(9) / 4.0, Inner = source.OneIn(3) ? [new Parcel { To = "inner" }] : [] };
    }

    static IEnumerable<Delegate> Times()
    {
        yield return (Source source) => new DateTime(source.Random.NextInt64(DateTime.MaxValue.Ticks), (DateTimeKind)source.Next(3));
        yield return (Source source) => new DateTimeOffset(DateTime.UnixEpoch.Ticks + source.Random.NextInt64(1L << 58), TimeSpan.FromMinutes(source.Next(1600) - 800));
        yield return (Source source) => new TimeSpan(Long(source));
        yield return (Source source) => DateOnly.FromDayNumber(source.Next(3_000_000));
        yield return (Source source) => new TimeOnly(source.Random.NextInt64(TimeSpan.TicksPerDay));
        yield return (Source source) => new Guid((int)Long(source), 1, 2, BitConverter.GetBytes(Long(source)));
    }

    static IEnumerable<Delegate> Composed()
    {
        yield return (Source source) => source.OneIn(3) ? null : (int?)source.Make<int>();
        yield return (Source source) => source.OneIn(3) ? null : (decimal?)source.Make<decimal>();
        yield return (Source source) => source.OneIn(3) ? null : (Tiny?)source.Make<Tiny>();
        yield return (Source source) => source.OneIn(3) ? null : (Spot?)source.Make<Spot>();
        yield return (Source source) => new Spot { X = source.Make<int>(), Label = source.Make<string>(), Of = source.Piece() };
        yield return (Source source) => new Amount(source.Make<decimal>(), source.Make<string>());
        yield return (Source source) => (source.Next(20), source.Make<string>());
        yield return (Source source) => (source.Make<long>(), source.Piece(), (source.Make<byte>(), source.Make<Amount>()));
        yield return (Source source) => new KeyValuePair<string?, Piece?>(source.Make<string>(), source.Piece());
        yield return (Source source) => new Frame<Spot> { Content = source.Make<Spot>(), More = source.OneIn(3) ? [source.Make<Spot>()] : null };
        yield return (Source source) => new OrderKey(source.Next(30));
    }

    static IEnumerable<Delegate> Objects()
    {
        yield return (Source source) => source.Piece();
        yield return (Source source) => source.OneIn(4) ? null : new Entry(source.Make<string>(), source.Make<decimal>(), source.Piece());
        yield return (Source source) => source.OneIn(4) ? null : Enumerable.Range(0, source.Next(4)).ToList();
        yield return (Source source) => source.OneIn(4) ? null : Enumerable.Range(0, source.Next(3)).Select(_ => source.Piece()).ToArray();
        yield return (Source source) => source.OneIn(4) ? null : new Dictionary<string, int> { ["a"] = source.Next(5), [$"{source.Next(9)}"] = 1 };
        yield return (Source source) => source.OneIn(4) ? null : source.Piece<Events>()?.Handler(source.Next(Events.Handlers));
        yield return (Source source) => source.Make<Piece>() as IMeasured ?? (source.OneIn(2) ? new Metres(source.Make<double>()) : null);
        yield return Any;
    }

    /// <summary>Something of each kind that a type does not have to say.</summary>
    static object? Any(Source source) => source.Next(26) switch
    {
        0 => null,
        1 => source.Make<int>(),
        2 => source.Make<string>(),
        3 => source.Make<decimal>(),
        4 => source.Make<DateTime>(),
        5 => source.Make<Guid>(),
        6 => source.Make<Tiny>(),
        7 => source.Make<Spot>(),
        8 => source.Make<Amount>(),
        9 => source.Make<(int, string?)>(),
        10 => source.Make<List<int>>(),
        11 => source.Make<Piece?[]>(),
        12 => source.Make<Dictionary<string, int>>(),
        13 => source.Make<Action>(),
        14 => source.Make<Entry>(),
        15 => new object(),
        16 => new StringBuilder(source.Make<string>()),
        17 => new Metres(source.Make<double>()),
        18 => source.Make<double>(),
        19 => source.Make<bool>(),
        20 => source.Make<byte>(),
        21 => source.OneIn(2) ? Known.House : Known.Bank,
        22 => source.Make<KeyValuePair<string?, Piece?>>(),
        23 => new object?[] { source.Make<int>(), source.Piece(), null },
        _ => source.Piece(),
    };

    static T Pick<T>(Source source, T[] from) => from[source.Next(from.Length)];

    static long Long(Source source) => source.Next(4) switch { 0 => source.Next(6) - 3, 1 => long.MinValue, 2 => long.MaxValue, _ => source.Random.NextInt64() };

    static decimal Money(Source source) => source.Next(5) switch
    {
        0 => 0,
        1 => decimal.MinValue,
        2 => 1.10m,
        3 => 1.1m,
        _ => new decimal(source.Next(int.MaxValue), source.Next(int.MaxValue), source.Next(int.MaxValue), source.OneIn(2), (byte)source.Next(29)),
    };
}
