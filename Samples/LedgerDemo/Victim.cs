namespace LedgerDemo;

/// <summary>What a kill hits, in turn.</summary>
enum Victim
{
    App,
    Service,
    Both,
}
