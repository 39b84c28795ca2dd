namespace LedgerDemo;

/// <summary>The result of comparing the clients' record with the bank.</summary>
/// <param name="Acknowledged">Transfers that a client was told are safe.</param>
/// <param name="Found">Of these, how many the bank has exactly once and exactly as asked for.</param>
/// <param name="Lost">Acknowledged and not in the bank.</param>
/// <param name="Twice">Booked more than once.</param>
/// <param name="Wrong">Everything else that must not be: half a transfer, another amount, a balance that is not the sum of its lines.</param>
/// <param name="TotalExpected">The money that the bank opened with.</param>
/// <param name="TotalFound">The sum of all balances.</param>
sealed record Findings(
    int Acknowledged,
    int Found,
    IReadOnlyList<string> Lost,
    IReadOnlyList<string> Twice,
    IReadOnlyList<string> Wrong,
    decimal TotalExpected,
    decimal TotalFound)
{
    internal bool TotalConserved => TotalExpected == TotalFound;

    internal bool AreSound => Lost.Count == 0 && Twice.Count == 0 && Wrong.Count == 0 && TotalConserved;
}
