namespace Replicated.Fody.Find;

/// <summary>What FodyWeavers.xml says.</summary>
internal sealed record Settings(string Prefix, IReadOnlyList<NamePattern> Include, IReadOnlyList<NamePattern> Exclude)
{
    internal const string DefaultPrefix = "Replicated";
}
