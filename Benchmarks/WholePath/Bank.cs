namespace Benchmarks.WholePath;

/// <summary>The state that is measured: accounts in a chain, so that nothing but accounts is replicated.</summary>
static class Bank
{
    static ChainedAccount? ReplicatedFirst;

    /// <summary>The same accounts for quick access, on this node only.</summary>
    internal static ChainedAccount[] Accounts { get; private set; } = [];

    internal static void Open(int count)
    {
        var accounts = new ChainedAccount[count];
        for (int i = 0; i < accounts.Length; i++)
        {
            ReplicatedFirst = new ChainedAccount { Next = ReplicatedFirst };
            accounts[i] = ReplicatedFirst;
        }
        Accounts = accounts;
    }
}
