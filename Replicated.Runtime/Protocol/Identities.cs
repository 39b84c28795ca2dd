namespace Replicated.Protocol;

/// <summary>Identity of a history: a node never takes state of a foreign one. Empty: no history.</summary>
internal readonly record struct Lineage(Guid Value)
{
    public override string ToString() => Value.ToString("N")[..8];
}

/// <summary>Identity of one reign, random: two promotions to the same epoch differ in it.</summary>
internal readonly record struct Reign(Guid Value)
{
    public override string ToString() => Value.ToString("N")[..8];
}

/// <summary>Identity of one process from its start to its end. A restarted node is another incarnation, and a member of nothing.</summary>
internal readonly record struct Incarnation(Guid Value)
{
    public override string ToString() => Value.ToString("N")[..8];
}

/// <summary>Reign of one active, from 1; one more at each takeover: the fencing token.</summary>
internal readonly record struct Epoch(long Value) : IComparable<Epoch>
{
    internal Epoch Next => new(Value + 1);

    public int CompareTo(Epoch other) => Value.CompareTo(other.Value);

    public static bool operator <(Epoch left, Epoch right) => left.Value < right.Value;

    public static bool operator >(Epoch left, Epoch right) => left.Value > right.Value;

    public static bool operator <=(Epoch left, Epoch right) => left.Value <= right.Value;

    public static bool operator >=(Epoch left, Epoch right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A place in the history: after frame <paramref name="Sequence"/> of the reign; sequence 0 is before the reign's first frame.</summary>
internal readonly record struct Position(Lineage Lineage, Reign Reign, Epoch Epoch, long Sequence)
{
    public override string ToString() => Epoch.Value == 0 ? "nothing" : $"epoch {Epoch} sequence {Sequence} of lineage {Lineage}";
}
