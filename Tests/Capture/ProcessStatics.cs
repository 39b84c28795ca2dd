using System.Reflection;
using Replicated.Woven;

namespace Replicated.Tests.Capture;

/// <summary>
/// Statics belong to the process, not to a graph, and each graph captures all of them. This process holds several programs, so a test
/// says whose statics are meant; those of the others are not announced meanwhile, and nothing is attached yet.
/// </summary>
static class ProcessStatics
{
    static readonly List<StaticRoot> announced =
        (List<StaticRoot>)typeof(Registry).GetField("statics", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;

    static readonly HashSet<StaticRoot> all = [];

    /// <summary>The program whose statics are captured, if any.</summary>
    internal static Assembly? Program { get; set; }

    internal static void Limit()
    {
        all.UnionWith(announced);
        announced.Clear();
        announced.AddRange(all.Where(root => root.DeclaringType.Assembly == Program));
        foreach (var root in announced)
            root.Holder.GetHeader() = default;
    }
}
