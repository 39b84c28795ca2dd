using System.ComponentModel;

namespace Replicated.Woven;

/// <summary>
/// Implemented by the weaver on each replicated class, and on the hidden holder of a type's replicated statics. A derived class
/// overrides each method, calls that of its base and goes on with its own members.
/// </summary>
/// <remarks>
/// Members are numbered from 0 over the whole hierarchy, base first; the bit of member n is <c>1L &lt;&lt; Math.Min(n, 63)</c>, its
/// field number in a message is n + 1.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IReplicated
{
    ref Header GetHeader();

    Shape GetShape();

    /// <summary>Names each member with its static type, in the order of their numbers.</summary>
    void Describe(ShapeBuilder builder);

    /// <summary>Shows the members that are in <paramref name="members"/> and can hold references.</summary>
    void Reach(long members, Reacher reacher);

    /// <summary>Writes the members whose bit is in <paramref name="members"/>.</summary>
    void Write(long members, MemberWriter writer);

    /// <summary>Reads one member and stores it without a mark.</summary>
    void Read(int member, MemberReader reader);
}

/// <summary>Implemented by the weaver on each struct that a replicated member holds by value. Members as in <see cref="IReplicated"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IReplicatedValue
{
    void Describe(ShapeBuilder builder);

    void Reach(Reacher reacher);

    void Write(MemberWriter writer);

    void Read(int member, MemberReader reader);
}
