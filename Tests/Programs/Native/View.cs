using System.Globalization;
using NativeLate;

namespace Native;

/// <summary>All of the state in one line.</summary>
internal static class View
{
    internal static string Of(Dictionary<Guid, List<(int, Account?)>> notes)
        => $"state: {Bank.ReplicatedCount}; {string.Join("; ", Bank.ReplicatedAccounts.Select(entry => $"{entry.Key} = {Of(entry.Value)}"))}; "
            + string.Join("; ", notes.Select(note => $"{note.Key}: {string.Join(',', note.Value.Select(item => $"{item.Item1} {item.Item2?.Owner}"))}"))
            + $"; shelves {Bank.ReplicatedNumbers.Show()} {Bank.ReplicatedTexts.Show()} {Bank.ReplicatedMoney.Show()}; library {Library.Show()}; anything {Anything.Show()}; late {Late.Show()}";

    static string Of(Account account)
        => string.Create(CultureInfo.InvariantCulture, $"{account.Owner} {account.Balance} {account.Color} {account.Maybe} {account.Id} {account.Since:O} {account.Home} {account.Kind} {string.Join(',', account.Kinds)} ")
            + string.Create(CultureInfo.InvariantCulture, $"limit {account.Limit.Day} {account.Limit.Limit} {account.Limit.Entry?.Show()}, same payment {ReferenceEquals(account.Limit.Entry, account.Entries[0])} ")
            + $"delays {string.Join(',', account.Delays)} entries {string.Join(',', account.Entries.Select(entry => entry.Show()))} "
            + $"colors {string.Join(',', account.ByColor.Select(entry => $"{entry.Key}={string.Join('+', entry.Value ?? [])}"))} {Of(account.Branch)} "
            + $"page {account.Page?.Value} {account.Page?.Array.Length} cycle {ReferenceEquals(account.Page, account.Page?.Next.Values.First())} partner {account.Partner?.Owner} house {ReferenceEquals(account.Partner, Account.House)} {Account.House.Balance} later {account.Later?.Value} made {ReferenceEquals(account.Made?.Value, account.Entries[0])} {Derived(account)}";

    static string Derived(Account account)
        => $"drawer {string.Join('+', account.Drawer)} {account.Drawer.Best} price {string.Join('+', account.Price)} {account.Price.Changes} roll {string.Join('+', account.Roll)} "
            + $"{account.Roll.Contains(account.Roll[0])} ranks {string.Join('+', Bank.ReplicatedRanks)} screen {account.Screen.Title} {string.Join('+', account.Screen)}";

    static string Of(Branch branch) => $"branch {branch.Name} {branch.Entry?.Number} ({string.Join(',', (branch.Branches ?? []).Select(Of))})";
}
