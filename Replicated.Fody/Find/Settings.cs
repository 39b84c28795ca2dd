using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Find;

/// <summary>What FodyWeavers.xml says.</summary>
/// <param name="PrefixPlace">Where the prefix stands; null where it is the default, or that is not known.</param>
/// <param name="Compare">What is compared at each capture though no attribute says so.</param>
/// <param name="WritersSynchronized">Every change is made under a lock that the commit is called under.</param>
internal sealed record Settings(
    string Prefix,
    Place? PrefixPlace,
    IReadOnlyList<NamePattern> Include,
    IReadOnlyList<NamePattern> Exclude,
    IReadOnlyList<NamePattern> Compare,
    bool WritersSynchronized)
{
    internal const string DefaultPrefix = "Replicated";
}
