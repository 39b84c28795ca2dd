using System.Globalization;
using System.Numerics;
using StateFuzz.Model;

namespace StateFuzz.Changing;

/// <summary>Makes objects of each class of the model.</summary>
static class Pieces
{
    static readonly Func<Source, Piece>[] all = [.. Cells(), .. Collections(), .. Others(), .. Directs(), .. Directs(), .. Derived()];

    internal static Piece New(Source source) => all[source.Next(all.Length)](source);

    static IEnumerable<Func<Source, Piece>> Cells() =>
    [
        Cell<bool>, Cell<char>, Cell<sbyte>, Cell<byte>, Cell<short>, Cell<ushort>, Cell<int>, Cell<uint>, Cell<long>, Cell<ulong>, Cell<Int128>, Cell<UInt128>,
        Cell<Half>, Cell<float>, Cell<double>, Cell<decimal>, Cell<BigInteger>, Cell<Tiny>, Cell<Wide>, Cell<Unsigned>, Cell<Signed>,
        Cell<string>, Cell<Uri>, Cell<Version>, Cell<Type>, Cell<CultureInfo>, Cell<Parcel>,
        Cell<DateTime>, Cell<DateTimeOffset>, Cell<TimeSpan>, Cell<DateOnly>, Cell<TimeOnly>, Cell<Guid>,
        Cell<int?>, Cell<decimal?>, Cell<Tiny?>, Cell<Spot?>, Cell<Spot>, Cell<Amount>, Cell<(int, string?)>, Cell<(long, Piece?, (byte, Amount))>, Cell<KeyValuePair<string?, Piece?>>, Cell<Frame<Spot>>,
        Cell<Piece>, Cell<Entry>, Cell<List<int>>, Cell<Action>, Cell<IMeasured>, Cell<object>,
    ];

    static IEnumerable<Func<Source, Piece>> Collections() =>
    [
        _ => new Sequences<int>(), _ => new Sequences<string>(), _ => new Sequences<Piece>(), _ => new Sequences<object>(), _ => new Sequences<Spot>(), _ => new Sequences<(int, string?)>(),
        _ => new Sequences<decimal>(), _ => new Sequences<List<int>>(), _ => new Sequences<Entry>(), _ => new Sequences<double>(), _ => new Sequences<int?>(), _ => new Sequences<Action>(), _ => new Sequences<Parcel>(), _ => new Sequences<Type>(),
        _ => new Tables<int, string>(), _ => new Tables<string, Piece>(), _ => new Tables<string, int>(), _ => new Tables<OrderKey, decimal>(), _ => new Tables<Guid, Piece>(), _ => new Tables<long, object>(),
        _ => new Tables<DateTime, Spot>(), _ => new Tables<Tiny, List<int>>(), _ => new Tables<decimal, Entry>(), _ => new Tables<double, int>(), _ => new Tables<(int, string?), Piece>(),
        _ => new Identities(), _ => new Identities(), _ => new Identities(), _ => new Identities(),
    ];

    static IEnumerable<Func<Source, Piece>> Others() =>
    [
        _ => new Events(), _ => new Events(), _ => new Events(), _ => new Workings(), _ => new Workings(), _ => new Many(), _ => new Watched(), _ => new Watched(), _ => Known.House, _ => Known.Bank,
        source => new Labelled(source), source => new Labelled(source),
    ];

    static IEnumerable<Func<Source, Piece>> Directs() =>
    [
        _ => new DirectLists(), _ => new DirectLists(), _ => new DirectTables(), _ => new DirectTables(), _ => new DirectArrays(), _ => new DirectArrays(), _ => new DirectQueues(),
        _ => new DirectShelves(), _ => new DirectShelf<string>(),
    ];

    static IEnumerable<Func<Source, Piece>> Derived() =>
    [
        _ => new Derivations<int>(), _ => new Derivations<Piece>(), _ => new Derivations<object>(), _ => new Derivations<Spot>(), _ => new Derivations<string>(),
        _ => new DerivedTables<int, Piece>(), _ => new DerivedTables<string, object>(), _ => new DerivedTables<string, decimal>(), _ => new DerivedTables<decimal, Entry>(),
    ];

    static Cell<T> Cell<T>(Source source) => new Cell<T>(source);
}
