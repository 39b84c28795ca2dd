using Replicated.Collections;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Graph;

/// <summary>What the objects of one type number are: instances of a replicated class, or collections.</summary>
internal abstract record ObjectType
{
    internal abstract string Name { get; }

    internal sealed record Class(Shape Shape) : ObjectType
    {
        internal override string Name => Shape.Name;
    }

    internal sealed record Collection(ICollectionCodec Codec) : ObjectType
    {
        internal override string Name => TypeNames.Of(Codec.Type);
    }

    /// <summary>A struct that members hold by value; it has no objects, but its shape is announced.</summary>
    internal sealed record Value(Shape Shape) : ObjectType
    {
        internal override string Name => Shape.Name;
    }

    /// <summary>A value without a shape that stood where the static type does not say what it is.</summary>
    internal sealed record Plain(Codec Codec) : ObjectType
    {
        internal override string Name => Codec.Name;
    }

    /// <summary>A method that delegates call.</summary>
    internal sealed record Method(DelegateMethod Called) : ObjectType
    {
        internal override string Name => Called.Name;
    }
}

/// <summary>The type numbers of a lineage: given by an active when it first needs one, learned by a standby.</summary>
internal sealed class TypeTable
{
    readonly List<ObjectType> byNumber = [];
    readonly Dictionary<string, int> numbers = [];

    /// <summary>How many types have a number; the largest number.</summary>
    internal int Count => byNumber.Count;

    internal ObjectType? Find(ulong number) => number >= 1 && number <= (ulong)byNumber.Count ? byNumber[(int)number - 1] : null;

    internal int NumberOf(string name) => numbers.GetValueOrDefault(name);

    /// <summary>Gives or learns the next number.</summary>
    internal int Add(ObjectType type)
    {
        byNumber.Add(type);
        numbers.Add(type.Name, byNumber.Count);
        return byNumber.Count;
    }

    /// <summary>Takes back the numbers above <paramref name="count"/>, which nobody has seen.</summary>
    internal void TruncateTo(int count)
    {
        for (int number = byNumber.Count; number > count; number--)
        {
            numbers.Remove(byNumber[number - 1].Name);
            byNumber.RemoveAt(number - 1);
        }
    }
}
