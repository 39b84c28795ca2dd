using System.Runtime.CompilerServices;
using Replicated.Woven;

namespace Replicated.Tests.Capture;

/// <summary>A class as the weaver leaves it: number, next, items, prices.</summary>
internal sealed class Node : IReplicated
{
    Header header;
    int number;
    Node? next;
    List<Node>? nodes;
    Dictionary<string, decimal>? prices;

    internal int Number
    {
        get => number;
        set
        {
            number = value;
            Test(1);
        }
    }

    internal Node? Next
    {
        get => next;
        set
        {
            next = value;
            Test(2);
        }
    }

    internal List<Node>? Nodes
    {
        get => nodes;
        set
        {
            nodes = value;
            Test(4);
        }
    }

    internal Dictionary<string, decimal>? Prices
    {
        get => prices;
        set
        {
            prices = value;
            Test(8);
        }
    }

    /// <summary>The second half of a store.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Test(long bit)
    {
        if ((Volatile.Read(ref header.Clean) & bit) != 0)
            Tracker.Mark(this, ref header, bit);
    }

    /// <summary>The first half of a store: the value, before its bit is tested.</summary>
    internal void StoreNumberOnly(int value) => number = value;

    public ref Header GetHeader() => ref header;

    public Shape GetShape() => ShapeOf<Node>.Value;

    public void Describe(ShapeBuilder builder)
    {
        builder.Member<int>("Number");
        builder.Member<Node>("Next");
        builder.Member<List<Node>>("Nodes");
        builder.Member<Dictionary<string, decimal>>("Prices");
    }

    public void Reach(long members, Reacher reacher)
    {
        if ((members & 2) != 0)
            reacher.Reach(next);
        if ((members & 4) != 0)
            reacher.Reach(nodes);
        if ((members & 8) != 0)
            reacher.Reach(prices);
    }

    public void Write(long members, MemberWriter writer)
    {
        if ((members & 1) != 0)
            writer.Write(1, number);
        if ((members & 2) != 0)
            writer.Write(2, next);
        if ((members & 4) != 0)
            writer.Write(3, nodes);
        if ((members & 8) != 0)
            writer.Write(4, prices);
    }

    public void Read(int member, MemberReader reader)
    {
        switch (member)
        {
            case 0:
                number = reader.Read<int>();
                break;
            case 1:
                next = reader.Read<Node>();
                break;
            case 2:
                nodes = reader.Read<List<Node>>();
                break;
            case 3:
                prices = reader.Read<Dictionary<string, decimal>>();
                break;
        }
    }
}
