namespace LedgerDemo;

/// <summary>A transfer that a client asked for, in the client's own record: the truth that the bank is compared with.</summary>
sealed class Ask(Guid id, string from, string to, decimal amount)
{
    internal Guid Id => id;

    internal string From => from;

    internal string To => to;

    internal decimal Amount => amount;

    internal Outcome Outcome { get; set; } = Outcome.Unknown;

    public override string ToString() => $"transfer {id} of {amount} from {from} to {to}";
}

/// <summary>What the client was told.</summary>
enum Outcome
{
    /// <summary>Nothing that counts: booked or not, both are right.</summary>
    Unknown,

    /// <summary>Booked, and a standby has it: must be found after every takeover.</summary>
    Acknowledged,

    /// <summary>Booked, without a standby that has it.</summary>
    LocalOnly,

    /// <summary>Too little money, and a standby knows it: must never be booked.</summary>
    Refused,
}
