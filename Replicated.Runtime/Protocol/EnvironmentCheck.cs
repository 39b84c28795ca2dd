using Replicated.Frames;

namespace Replicated.Protocol;

/// <summary>How the surroundings of two nodes differ, and whether they can work together all the same.</summary>
internal static class EnvironmentCheck
{
    /// <summary>Why the standby cannot have a collection of the active; null if nothing speaks against it.</summary>
    /// <param name="active">The name of the active.</param>
    /// <param name="orders">The orders of texts that attached collections of the active have.</param>
    /// <param name="standby">What the standby said.</param>
    internal static string? Fault(string active, IEnumerable<TextOrder> orders, Hello standby)
        => standby.Environment is { } there && orders.Select(order => order.FaultOn(standby.Node, there)).FirstOrDefault(fault => fault is not null) is { } fault
            ? $"{active} cannot be followed by {standby.Node}: {fault}."
            : null;

    /// <summary>What people should know before a takeover.</summary>
    internal static List<string> Differences(string active, NodeEnvironment? there, string standby, NodeEnvironment? here)
    {
        List<string> differences = [];
        if (there is null || here is null)
            return differences;
        if (there.Culture != here.Culture)
            differences.Add($"the culture is {NodeEnvironment.DescribeCulture(there.Culture)} on {active} and {NodeEnvironment.DescribeCulture(here.Culture)} on {standby}: a collection in the default order of texts will not be applied, and numbers and dates are written otherwise after a takeover");
        if (there.Collation != here.Collation)
            differences.Add($"{active} orders texts with {NodeEnvironment.DescribeCollation(there.Collation)} and {standby} with {NodeEnvironment.DescribeCollation(here.Collation)}: a collection that is ordered by a culture will not be applied");
        if (there.TimeZone != here.TimeZone)
            differences.Add($"the time zone is {there.TimeZone} on {active} and {here.TimeZone} on {standby}: a local DateTime keeps its clock time, which is another moment after a takeover");
        return differences;
    }
}
