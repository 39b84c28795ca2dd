namespace LedgerDemo;

/// <param name="Lease">Holds the lease of this run; removed at its end.</param>
/// <param name="Logs">What the nodes print; of the last run only.</param>
sealed record Folders(string Lease, string Logs)
{
    internal static Folders Create()
    {
        string logs = Path.Combine(Environment.CurrentDirectory, "artifacts", "demo");
        if (Directory.Exists(logs))
            Directory.Delete(logs, recursive: true);
        Directory.CreateDirectory(logs);
        return new Folders(Directory.CreateTempSubdirectory("ledger-demo-").FullName, logs);
    }
}
