using System.ComponentModel;
using System.Reflection;
using Replicated.Collections;
using Replicated.Frames;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>The members of a replicated type of this build, by number.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Shape
{
    TypeShape? description;

    internal Shape(string name, Type type, Codec[] members, string[] names, bool statics, long comparedBits = 0, MethodInfo[]? rebuilding = null)
    {
        Name = name;
        Type = type;
        Members = members;
        MemberNames = names;
        IsStatics = statics;
        ComparedBits = comparedBits;
        Rebuilding = rebuilding ?? [];
        for (int member = 0; member < members.Length; member++)
        {
            if (members[member].HoldsReferences)
                ReferenceBits |= BitOf(member);
        }
    }

    internal string Name { get; }

    internal Type Type { get; }

    /// <summary>The codec of each member; its index is the member's number.</summary>
    internal Codec[] Members { get; }

    internal string[] MemberNames { get; }

    /// <summary>Of a class derived from a collection: how that is tracked; null of others.</summary>
    internal ICollectionCodec? Items { get; init; }

    /// <summary>The codecs of what an object holds: its members, and the collection that it is.</summary>
    internal IEnumerable<Codec> Parts => Items is Codec items ? [.. Members, items] : Members;

    /// <summary>What others learn of the type.</summary>
    internal TypeShape Description => description ??= ShapeDescription.Of(this);

    /// <summary>What the members say of other builds.</summary>
    internal Evolution Evolution { get; init; } = new();

    /// <summary>The bits of the members that can hold references.</summary>
    internal long ReferenceBits { get; }

    internal bool HoldsReferences => ReferenceBits != 0;

    /// <summary>The bits of the members that are compared at each capture, and of those that share their bit.</summary>
    internal long ComparedBits { get; }

    /// <summary>The methods that rebuild what is not replicated of an object, in the order in which they are called.</summary>
    internal MethodInfo[] Rebuilding { get; }

    /// <summary>The bit of a member; those beyond the 63rd share the last one.</summary>
    internal static long BitOf(int member) => 1L << Math.Min(member, 63);

    /// <summary>The one instance exists on each node by itself, see <see cref="Tracker.RegisterStatics"/>.</summary>
    internal bool IsStatics { get; }
}

/// <summary>The shape of <typeparamref name="T"/>, built when it is first needed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ShapeOf<T>
{
    static Shape? value;

    /// <summary>The shape of <typeparamref name="T"/>.</summary>
    /// <exception cref="ReplicationException">The type was woven with another version of its base than the one that is loaded.</exception>
    /// <remarks>Not in the type's initialiser, whose failure the platform would wrap and keep.</remarks>
    public static Shape Value => value ?? Build();

    static Shape Build() => Interlocked.CompareExchange(ref value, Registry.BuildShape(typeof(T)), null) ?? value!;
}

/// <summary>Takes the members of a type from <see cref="IReplicated.Describe"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ShapeBuilder
{
    readonly Type type;

    internal ShapeBuilder(Type type) => this.type = type;

    internal List<Codec> Members { get; } = [];

    internal List<string> Names { get; } = [];

    internal long ComparedBits { get; private set; }

    internal List<MethodInfo> Rebuilding { get; } = [];

    internal ICollectionCodec? ItemsOfBase { get; private set; }

    internal Evolution Evolution { get; } = new();

    /// <summary>Said by a class whose base is in another assembly, after the base has added its members.</summary>
    /// <param name="baseType">The base.</param>
    /// <param name="wovenWith">Name and version of the base's assembly that the class was woven with.</param>
    /// <param name="members">How many members the base had there. The numbers of the class's own follow them.</param>
    /// <exception cref="ReplicationException">The base that is loaded has another number of members.</exception>
    public void Base(RuntimeTypeHandle baseType, string wovenWith, int members)
    {
        if (Members.Count != members)
            throw Versions.OtherBase(type, Type.GetTypeFromHandle(baseType)!, wovenWith, members, Members.Count);
    }

    /// <summary>Said by a class that derives from a collection of the platform: objects of it hold the items of one.</summary>
    /// <typeparam name="TCollection">The collection.</typeparam>
    public void Items<TCollection>() => ItemsOfBase = (ICollectionCodec)Codec<TCollection>.Instance;

    /// <summary>Adds a method that rebuilds what is not replicated of an object. One that overrides another is called in its place.</summary>
    /// <param name="method">The method.</param>
    /// <param name="declaringType">The type that declares it.</param>
    public void OnReplicated(RuntimeMethodHandle method, RuntimeTypeHandle declaringType)
    {
        var added = (MethodInfo)MethodBase.GetMethodFromHandle(method, declaringType)!;
        if (!Rebuilding.Exists(known => known.GetBaseDefinition() == added.GetBaseDefinition()))
            Rebuilding.Add(added);
    }

    /// <summary>Adds the member with the next number.</summary>
    /// <param name="name">Its name; of an auto-property, the property's. Unique in the type and its bases.</param>
    public void Member<T>(string name)
    {
        Members.Add(Codec<T>.Instance);
        Names.Add(name);
    }

    /// <summary>Adds the member with the next number, one that can be written unseen and so is compared at each capture.</summary>
    /// <param name="name">As in <see cref="Member"/>.</param>
    public void ComparedMember<T>(string name)
    {
        ComparedBits |= Shape.BitOf(Members.Count);
        Member<T>(name);
    }

    /// <summary>Says of the member added last what it was called in earlier builds.</summary>
    /// <param name="name">That name.</param>
    public void FormerName(string name) => Evolution.FormerNames[Members.Count - 1] = name;

    /// <summary>Says of the member added last that builds follow each other in which it has no room for every value.</summary>
    public void Narrowing() => Evolution.Narrowing.Add(Members.Count - 1);
}
