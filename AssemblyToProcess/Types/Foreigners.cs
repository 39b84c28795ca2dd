using System;
using System.Collections.Generic;
using System.Globalization;
using ProtoBuf;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Objects of classes that are not replicated: of the platform, of nobody's mark, with a contract of protobuf-net.</summary>
[Replicated]
public class Foreigners
{
    public CultureInfo? Culture { get; set; }
    public Index Start { get; set; }
    public Meter? Meter { get; set; }
    public Meter? Same { get; set; }
    public (Meter? Of, int Number) Pair { get; set; }
    public List<Meter?> Meters { get; set; } = [];
    public List<(int, Meter?)> Pairs { get; set; } = [];
    public Dictionary<string, Meter> ByName { get; set; } = [];
    public Meter?[] Array { get; set; } = [];
    public List<object?> Objects { get; set; } = [];
    public object? Any { get; set; }
    public Leaf? Owner { get; set; }
    public Parcel? Parcel { get; set; }
    public List<Parcel?> Parcels { get; set; } = [];

    public void Hide(int hours) => Any = new Express { Hours = hours };
}

/// <summary>Marked nowhere, and it changes.</summary>
public class Meter
{
    public int Reading { get; set; }

    public Leaf? Owner { get; set; }

    public object? Any { get; set; }
}

public readonly record struct CultureName(string Name) : ISurrogate<CultureInfo, CultureName>
{
    public static CultureName From(CultureInfo value) => new(value.Name);

    public CultureInfo Restore() => CultureInfo.GetCultureInfo(Name);
}

public readonly struct Spot : ISurrogate<Index, Spot>
{
    readonly int value;
    readonly bool fromEnd;

    Spot(Index index) => (value, fromEnd) = (index.Value, index.IsFromEnd);

    public static Spot From(Index value) => new(value);

    public Index Restore() => new(value, fromEnd);
}

public struct MeterReading : ISurrogate<Meter, MeterReading>
{
    int reading;
    Leaf? owner;
    object? any;

    public static bool Fails { get; set; }

    public static bool FailsToRestore { get; set; }

    public static MeterReading From(Meter value) =>
        Fails ? throw new InvalidOperationException("the meter is broken") : new() { reading = value.Reading, owner = value.Owner, any = value.Any };

    public Meter Restore() => FailsToRestore ? null! : new() { Reading = reading, Owner = owner, Any = any };
}

[ProtoContract]
[ProtoInclude(5, typeof(Express))]
public class Parcel
{
    [ProtoMember(1)] public string? To { get; set; }

    [ProtoMember(2)] public List<Parcel> Inner { get; set; } = [];

    [ProtoMember(3)] public double Weight { get; set; }

    [ProtoMember(4)] public Parcel? Next { get; set; }

    public int NotInTheContract { get; set; }
}

[ProtoContract]
public class Express : Parcel
{
    [ProtoMember(1)] public int Hours { get; set; }
}

/// <summary>Its base does not say that there is one.</summary>
[ProtoContract]
public class Unlisted : Parcel;
