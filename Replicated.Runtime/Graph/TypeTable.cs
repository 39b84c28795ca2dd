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

    /// <summary>Of types whose fields are not exactly the members that this build has.</summary>
    readonly Dictionary<Shape, Layout> layouts = [];

    /// <summary>Active: types whose fields or names are others than those that standbys know, until a frame has said so.</summary>
    internal List<int> Changed { get; } = [];

    /// <summary>Whether there are types with a layout of their own.</summary>
    internal bool HasLayouts => layouts.Count > 0;

    internal Layout? LayoutOf(Shape shape) => layouts.Count == 0 ? null : layouts.GetValueOrDefault(shape);

    /// <summary>Learns the layout of a type; null: its fields are its members.</summary>
    internal void Learn(ObjectType type, Layout? layout)
    {
        var shape = type switch
        {
            ObjectType.Class(var found) => found,
            ObjectType.Value(var found) => found,
            _ => null,
        };
        if (shape is null)
            return;
        if (layout is null)
            layouts.Remove(shape);
        else
            layouts[shape] = layout;
    }

    /// <summary>From standby to active: this build's members get fields where they have none, and its names are announced.</summary>
    internal void BecomeActive()
    {
        foreach (var (shape, layout) in layouts.ToList())
        {
            layouts[shape] = layout.ForWriting();
            Changed.Add(NumberOf(shape.Name));
        }
    }

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
