using Replicated.Tests.Frames;

namespace Replicated.Tests.Capture;

/// <summary>A graph that changes at random, followed by a standby, snapshots and takeovers: both sides are compared after each commit.</summary>
[NonParallelizable]
public class When_random_operations_are_committed
{
    const int Seeds = 150;
    const int Commits = 30;

    [Test]
    public void the_standby_equals_the_active_after_each_commit()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var pair = new Pair();
            var root = pair.Root(new Node { Nodes = [] });
            for (int commit = 0; commit < Commits; commit++)
            {
                for (int i = random.Next(8); i >= 0; i--)
                    RandomFrames.Change(root, random);
                pair.Commit();
                if (random.Next(10) == 0)
                    pair.Snapshot(random.Next(10, 500));
                Assert.That(Text(pair.Copy<Node>()), Is.EqualTo(Text(root)), $"seed {seed}, commit {commit}");
                if (random.Next(15) == 0)
                {
                    pair = pair.TakeOver();
                    root = (Node)pair.Active.Roots["root"];
                    pair.Snapshot();
                }
            }
        }
    }

    static string Text(Node root)
    {
        var numbers = new Dictionary<Node, int>(ReferenceEqualityComparer.Instance);
        var lines = new List<string>();
        var waiting = new Queue<Node>([root]);
        while (waiting.TryDequeue(out var node))
        {
            if (!numbers.TryAdd(node, numbers.Count))
                continue;
            lines.Add($"{node.Number} {Prices(node)}");
            foreach (var next in (node.Nodes ?? []).Append(node.Next).OfType<Node>())
                waiting.Enqueue(next);
        }
        lines.AddRange(numbers.Select(entry => $"{entry.Value}: {Number(entry.Key.Next)} [{string.Join(' ', (entry.Key.Nodes ?? []).Select(Number))}]"));
        return string.Join('\n', lines);

        string Number(Node? node) => node is null ? "-" : $"{numbers[node]}";
    }

    static string Prices(Node node)
        => node.Prices is null ? "-" : string.Join(' ', node.Prices.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value}"));
}
