namespace LedgerDemo;

/// <param name="Kills">How many times the active is killed.</param>
/// <param name="Seed">Decides the moments of the kills and what the clients ask for.</param>
/// <param name="Clients">How many clients work at the same time.</param>
/// <param name="Transfers">How many acknowledged transfers come before each kill, at least.</param>
/// <param name="SelfTest">The bank acknowledges before it commits, and the demo must notice.</param>
sealed record DemoOptions(int Kills, int Seed, int Clients, int Transfers, bool SelfTest);
