using AssemblyToProcess;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>Longer than a stack is deep, if a call stood for each object.</summary>
public class When_a_chain_of_objects_is_long : RoundTripTest
{
    const int Length = 100_000;

    [TestCase(false)]
    [TestCase(true)]
    public void it_arrives_whole(bool asSnapshot)
    {
        var pair = new Pair();
        var root = pair.Root(new GraphNode { Number = Length });
        for (int i = Length - 1; i > 0; i--)
            root.Other = new GraphNode { Number = i, Other = root.Other };
        pair.Commit();
        if (asSnapshot)
            pair.Snapshot();
        Assert.That(LengthOf(pair.Copy<GraphNode>()), Is.EqualTo(Length));

        root.Other = null;
        pair.Commit();
        Assert.That(LengthOf(pair.Copy<GraphNode>()), Is.EqualTo(1));
    }

    static int LengthOf(GraphNode root)
    {
        int length = 0;
        for (var node = root; node != null; node = node.Other)
            length++;
        return length;
    }
}
