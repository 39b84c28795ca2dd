using Replicated.Woven;

namespace Replicated.Tests.Collections;

/// <summary>As the weaver leaves it: a comparer that is a replicated object, with a member of its own.</summary>
internal sealed class Descending : IReplicated, IComparer<int>, IEqualityComparer<int>
{
    static Descending() => Tracker.Register<Descending>();

    Header header;
    int modulus;

    internal int Modulus
    {
        get => modulus;
        init => modulus = value;
    }

    public ref Header GetHeader() => ref header;

    public Shape GetShape() => ShapeOf<Descending>.Value;

    public void Describe(ShapeBuilder builder) => builder.Member<int>("Modulus");

    public void Reach(long members, Reacher reacher)
    {
    }

    public void Write(long members, MemberWriter writer) => writer.Write(1, modulus);

    public void Read(int member, MemberReader reader) => modulus = reader.Read<int>();

    /// <summary>Fails where the member is not known yet.</summary>
    public int Compare(int x, int y) => (y % modulus).CompareTo(x % modulus);

    public bool Equals(int x, int y) => Compare(x, y) == 0;

    public int GetHashCode(int obj) => obj % modulus;
}
