namespace Replicated.Tests.Capture;

/// <summary>A graph of nodes as text, so that two can be compared: each node with its members, references as the number of the node.</summary>
static class GraphText
{
    internal static string Of(Node root)
    {
        var numbers = NumbersOf(root);
        var lines = numbers.Keys.Select(node => $"{node.Number} {Prices(node)}").ToList();
        lines.AddRange(numbers.Select(entry => $"{entry.Value}: {Number(entry.Key.Next)} [{string.Join(' ', (entry.Key.Nodes ?? []).Select(Number))}]"));
        return string.Join('\n', lines);

        string Number(Node? node) => node is null ? "-" : $"{numbers[node]}";
    }

    /// <summary>How many objects and collections there are.</summary>
    internal static int Count(Node root)
        => NumbersOf(root).Keys.Sum(node => 1 + (node.Nodes is null ? 0 : 1) + (node.Prices is null ? 0 : 1));

    static Dictionary<Node, int> NumbersOf(Node root)
    {
        var numbers = new Dictionary<Node, int>(ReferenceEqualityComparer.Instance);
        var waiting = new Queue<Node>([root]);
        while (waiting.TryDequeue(out var node))
        {
            if (!numbers.TryAdd(node, numbers.Count))
                continue;
            foreach (var next in (node.Nodes ?? []).Append(node.Next).OfType<Node>())
                waiting.Enqueue(next);
        }
        return numbers;
    }

    static string Prices(Node node)
        => node.Prices is null ? "-" : string.Join(' ', node.Prices.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value}"));
}
