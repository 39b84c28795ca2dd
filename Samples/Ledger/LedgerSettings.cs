namespace Ledger;

/// <summary>The options of the command line, e.g. <c>--alone accept --accounts 10</c>; also environment variables.</summary>
public sealed class LedgerSettings
{
    public Alone Alone { get; set; } = Alone.Refuse;

    /// <summary>Accounts opened by the first process of a cluster.</summary>
    public int Accounts { get; set; } = 100;

    /// <summary>What each of them starts with.</summary>
    public decimal Balance { get; set; } = 1000;

    /// <summary>Breaks the promise on purpose (<see cref="PrematureCommit"/>).</summary>
    [ConfigurationKeyName("ack-before-commit")]
    public bool AckBeforeCommit { get; set; }
}
