namespace LedgerDemo;

/// <summary>What the bank says about one account.</summary>
sealed record AccountStatement(string Account, decimal Balance, IReadOnlyList<StatementLine> Lines);

sealed record StatementLine(Guid Transfer, decimal Amount);
