using Replicated.Woven;

namespace Replicated.Tests.Collections;

/// <summary>As the weaver leaves it: an object that is ordered and hashed by its member.</summary>
internal sealed class Price : IReplicated, IComparable<Price>, IEquatable<Price>
{
    static Price() => Tracker.Register<Price>();

    Header header;
    int amount;

    internal int Amount
    {
        get => amount;
        set
        {
            amount = value;
            if ((Volatile.Read(ref header.Clean) & 1) != 0)
                Tracker.Mark(this, ref header, 1);
        }
    }

    public ref Header GetHeader() => ref header;

    public Shape GetShape() => ShapeOf<Price>.Value;

    public void Describe(ShapeBuilder builder) => builder.Member<int>("Amount");

    public void Reach(long members, Reacher reacher)
    {
    }

    public void Write(long members, MemberWriter writer) => writer.Write(1, amount);

    public void Read(int member, MemberReader reader) => amount = reader.Read<int>();

    public int CompareTo(Price? other) => amount.CompareTo(other!.amount);

    public bool Equals(Price? other) => amount == other?.amount;

    public override bool Equals(object? obj) => Equals(obj as Price);

    public override int GetHashCode() => amount;

    public override string ToString() => $"price {amount}";
}
