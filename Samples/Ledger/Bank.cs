using Replicated;

namespace Ledger;

/// <summary>
/// The whole domain. Nothing here sends, stores or restores anything: the accounts and the transfers are replicated because their names
/// begin with 'Replicated' and their classes are marked, and that is all there is to it.
/// </summary>
/// <remarks>Every caller holds <see cref="Gate"/>, so a commit under it captures whole transfers only.</remarks>
public static class Bank
{
    static Dictionary<string, Account> ReplicatedAccounts = [];

    /// <summary>By the id that the client chose, so that a transfer asked for twice is made once and answered as the first time.</summary>
    static Dictionary<Guid, Transfer> ReplicatedTransfers = [];

    /// <summary>The one lock of the bank: held for each change and each read, together with its commit.</summary>
    public static Lock Gate { get; } = new();

    public static IEnumerable<Account> Accounts => ReplicatedAccounts.Values;

    public static decimal Total => ReplicatedAccounts.Values.Sum(account => account.Balance);

    public static Account? Find(string name) => ReplicatedAccounts.GetValueOrDefault(name);

    public static Account Open(string name, decimal balance)
    {
        var account = new Account { Name = name, Balance = balance };
        ReplicatedAccounts.Add(name, account);
        return account;
    }

    /// <summary>Moves money, or refuses to; a transfer with an id that was seen before is only looked up.</summary>
    public static Transfer Transfer(Guid id, Account from, Account to, decimal amount)
    {
        if (ReplicatedTransfers.TryGetValue(id, out Transfer? first))
            return first;

        var transfer = new Transfer { Id = id, From = from.Name, To = to.Name, Amount = amount, Refused = from.Balance < amount };
        ReplicatedTransfers.Add(id, transfer);
        if (!transfer.Refused)
        {
            from.Book(transfer, -amount);
            to.Book(transfer, amount);
        }

        return transfer;
    }
}

[Replicated]
public sealed class Account
{
    public required string Name { get; init; }

    public required decimal Balance { get; set; }

    public List<Entry> Entries { get; } = [];

    internal void Book(Transfer transfer, decimal amount)
    {
        Balance += amount;
        Entries.Add(new Entry { Transfer = transfer, Amount = amount });
    }
}

/// <summary>One line of a statement.</summary>
[Replicated]
public sealed class Entry
{
    public required Transfer Transfer { get; init; }

    /// <summary>Positive for the receiver, negative for the sender.</summary>
    public required decimal Amount { get; init; }
}

/// <summary>What a client asked for and what became of it; both accounts' entries refer to the same one.</summary>
[Replicated]
public sealed class Transfer
{
    public required Guid Id { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>The sender had too little: nothing was booked.</summary>
    public required bool Refused { get; init; }
}
