namespace Replicated.Tests.Capture;

[NonParallelizable]
public class When_writers_race_commits
{
    const int Writers = 4;
    const int Rounds = 20_000;

    [Test]
    public void nothing_is_lost_whatever_the_timing()
    {
        var pair = new Pair();
        var root = pair.Root(new Node { Nodes = [.. Enumerable.Range(0, 16).Select(_ => new Node())] });
        pair.Commit();
        int running = Writers;
        var threads = Enumerable.Range(0, Writers).Select(seed => new Thread(() =>
        {
            Write(root.Nodes!, new Random(seed));
            Interlocked.Decrement(ref running);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        while (Volatile.Read(ref running) > 0)
            pair.Commit();
        threads.ForEach(thread => thread.Join());
        pair.Commit();
        Assert.That(Flat(pair.Copy<Node>()), Is.EqualTo(Flat(root)));
    }

    static void Write(List<Node> nodes, Random random)
    {
        for (int i = 0; i < Rounds; i++)
        {
            var node = nodes[random.Next(nodes.Count)];
            switch (random.Next(4))
            {
                case 0:
                    node.Next = new Node { Number = random.Next(), Next = nodes[random.Next(nodes.Count)] };
                    break;
                case 1:
                    node.Next = null;
                    break;
                default:
                    node.Number = random.Next();
                    break;
            }
        }
    }

    static IEnumerable<string> Flat(Node root)
        => root.Nodes!.Select(node => $"{node.Number} {node.Next?.Number} {(node.Next?.Next is { } back ? root.Nodes!.IndexOf(back) : -1)}");
}
