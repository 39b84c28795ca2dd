using System.Collections.Generic;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Objects that know themselves and each other.</summary>
[Replicated]
public class GraphNode
{
    public int Number { get; set; }
    public GraphNode? Self { get; set; }
    public GraphNode? Other { get; set; }
    public List<GraphNode?>? Neighbours { get; set; }
    public Dictionary<int, GraphNode?>? ByNumber { get; set; }
    public GraphNode?[]? Array { get; set; }
    public (GraphNode?, int) Tuple { get; set; }
}
