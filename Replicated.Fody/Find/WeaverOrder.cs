using System.Xml.Linq;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Find;

/// <summary>In which order Fody runs weavers on one module: as their elements first appear in its configurations.</summary>
internal static class WeaverOrder
{
    const string Own = "Replicated";

    /// <param name="configurations">In the order in which Fody reads them.</param>
    /// <param name="installed">The weavers of the build; an element of another one runs nothing.</param>
    internal static IReadOnlyList<LaterWeaver> After(IEnumerable<XDocument> configurations, ICollection<string> installed)
    {
        var order = configurations.SelectMany(document => document.Root!.Elements())
            .GroupBy(element => element.Name.LocalName, StringComparer.OrdinalIgnoreCase)
            .Select(elements => elements.First())
            .ToList();
        int own = order.FindIndex(element => IsOf(element, Own));
        return own < 0
            ? []
            : [.. order.Skip(own + 1).Where(element => installed.Any(name => IsOf(element, name))).Select(element => new LaterWeaver(element.Name.LocalName, XmlPlaces.Of(element)))];
    }

    /// <summary>Whether no other weaver changes the module.</summary>
    /// <param name="configurations">As <see cref="After"/>.</param>
    /// <param name="installed">As <see cref="After"/>.</param>
    internal static bool IsAlone(IEnumerable<XDocument> configurations, ICollection<string> installed) =>
        !configurations.SelectMany(document => document.Root!.Elements()).Any(element => !IsOf(element, Own) && installed.Any(name => IsOf(element, name)));

    /// <summary>Our elements beside the one that Fody reads, in one configuration each.</summary>
    internal static IReadOnlyList<Place?> Repeated(IEnumerable<XDocument> configurations) =>
        [.. configurations.SelectMany(document => document.Root!.Elements().Where(element => IsOf(element, Own)).Skip(1)).Select(XmlPlaces.Of)];

    /// <summary>The settings as they stand in a file, or as they were given where they stand in none.</summary>
    /// <param name="configurations">As <see cref="After"/>.</param>
    /// <param name="given">What Fody has read of them.</param>
    internal static XElement Placed(IEnumerable<XDocument> configurations, XElement given) =>
        configurations.SelectMany(document => document.Root!.Elements()).LastOrDefault(element => IsOf(element, Own) && XNode.DeepEquals(element, given)) ?? given;

    static bool IsOf(XElement element, string weaver) => string.Equals(element.Name.LocalName, weaver, StringComparison.OrdinalIgnoreCase);
}
