using Replicated.Frames;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Frames;

/// <summary>Frames of a graph that changes at random, a snapshot among them.</summary>
internal static class RandomFrames
{
    internal static IEnumerable<Frame> Of(int seed)
    {
        var random = new Random(seed);
        var pair = new Pair();
        var root = pair.Root(new Node { Nodes = [] });
        for (int commit = 0; commit < 5; commit++)
        {
            for (int i = random.Next(10); i >= 0; i--)
                Change(root, random);
            if (pair.Capture() is { } frame)
                yield return frame;
        }
        foreach (var slice in pair.Capturer.Snapshot(pair.Position, random.Next(10, 1000)))
            yield return slice;
    }

    internal static void Change(Node root, Random random)
    {
        var nodes = root.Nodes!;
        switch (random.Next(7))
        {
            case 0:
                nodes.Insert(random.Next(nodes.Count + 1), new Node { Number = random.Next() });
                break;
            case 1 when nodes.Count > 0:
                nodes.RemoveAt(random.Next(nodes.Count));
                break;
            case 2 when nodes.Count > 0:
                nodes[random.Next(nodes.Count)].Next = nodes[random.Next(nodes.Count)];
                break;
            case 3 when nodes.Count > 0:
                nodes[random.Next(nodes.Count)].Number = random.Next(-3, 3);
                break;
            case 4 when nodes.Count > 0:
                (nodes[random.Next(nodes.Count)].Prices ??= [])[$"{random.Next(20)}"] = random.Next(100) / 4m;
                break;
            case 5 when nodes.Count > 0:
                nodes[random.Next(nodes.Count)].Prices?.Remove($"{random.Next(20)}");
                break;
            default:
                root.Prices = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase) { ["ä"] = random.Next() };
                break;
        }
    }
}
