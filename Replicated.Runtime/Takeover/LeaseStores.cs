namespace Replicated.Takeover;

/// <summary>The lease stores that an option can name.</summary>
internal static class LeaseStores
{
    internal const string None = "none";
    internal const string FileScheme = "file:";

    /// <summary>What the option <c>Lease</c> may be.</summary>
    internal const string Form = "file:PATH (a folder on this machine) or none (an operator promotes)";

    internal static bool IsName(string text) =>
        text == None || (text.StartsWith(FileScheme, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(text[FileScheme.Length..]));

    /// <param name="name">The option <c>Lease</c>.</param>
    /// <param name="cluster">Each cluster has a record of its own in one store.</param>
    /// <exception cref="ReplicationException">The name is of no known store.</exception>
    /// <exception cref="IOException">The store cannot be used.</exception>
    internal static ILeaseStore Open(string name, string cluster)
    {
        if (!IsName(name))
            throw new ReplicationException($"There is no lease store '{name}'; accepted is {Form}.");
        if (!OptionForms.IsName(cluster))
            throw new ReplicationException($"A lease store cannot keep a cluster called '{cluster}'; accepted is {OptionForms.Name}.");
        return name == None ? new NoLeaseStore() : new FileLeaseStore(name[FileScheme.Length..], cluster);
    }
}
