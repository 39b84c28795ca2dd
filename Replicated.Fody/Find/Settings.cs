namespace Replicated.Fody.Find;

/// <summary>What FodyWeavers.xml says.</summary>
/// <param name="WritersSynchronized">Every change is made under a lock that the commit is called under.</param>
internal sealed record Settings(string Prefix, IReadOnlyList<NamePattern> Include, IReadOnlyList<NamePattern> Exclude, bool WritersSynchronized)
{
    internal const string DefaultPrefix = "Replicated";
}
