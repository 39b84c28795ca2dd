using NativeLate;

namespace Native;

internal static class Changes
{
    internal static void Make(Dictionary<Guid, List<(int, Account?)>> notes)
    {
        int number = Bank.ReplicatedCount++;
        var id = new Guid(number, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        var payment = new Payment { Number = number, Money = new Money(number / 4m, Color.Red) };
        var account = new Account
        {
            Owner = $"owner {number}",
            Balance = 1.50m * number,
            Color = (Color)number,
            Maybe = Color.Red,
            Id = id,
            Since = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Home = new Uri($"http://localhost/{number}"),
            Kind = typeof(Unmade),
            Limit = (number, new Money(number, Color.None), payment),
            Delays = [new("first", TimeSpan.FromSeconds(number)), new("second", TimeSpan.FromMinutes(1))],
            Branch = new Branch { Name = "root", Entry = payment, Branches = [new Branch { Name = "leaf", Branches = [] }] },
            Page = new Page<Money> { Value = new Money(1, Color.Red), Array = [new Money(2, Color.None)] },
            Later = new(() => new Money(number, Color.Red)),
            Made = new(payment),
            Partner = Bank.ReplicatedAccounts.GetValueOrDefault($"account {number - 1}") ?? Account.House,
        };
        Account.House.Balance++;
        account.Entries.Add(payment);
        account.Entries.Add(new Note<int> { Number = number, Text = 7, Others = { 8, 9 } });
        account.Entries.Add(new Note<string> { Number = number, Text = "seven", Others = { "eight" } });
        account.Entries.Add(new Note<Money> { Number = number, Text = new Money(3, Color.Red), Others = { new Money(4, Color.None) } });
        account.Kinds.AddRange([typeof(int), typeof(Note<>), typeof(Note<Money>), typeof(Money[]), typeof(IMark), typeof(Changes)]);
        account.ByColor[Color.Red] = [number, number + 1];
        account.ByColor[Color.None] = null;
        account.Page.Next[new Money(5, Color.Red)] = account.Page;
        account.Drawer.Add(account.Drawer.Best = new Money(number, Color.Red));
        account.Price[Color.Red] = new Money(++account.Price.Changes, Color.None);
        account.Roll.Add(new Money(number, Color.Red));
        account.Roll.Add(new Money(number + 1, Color.Red));
        Bank.ReplicatedRanks.Add(new Money(number, Color.Red));
        Bank.ReplicatedRanks.Add(new Money(1, Color.Red));
        account.Screen.Add(new Money(number, Color.None));
        account.Screen.Title = "screen";
        Bank.ReplicatedAccounts[$"account {number}"] = account;
        Bank.ReplicatedNumbers.Add(number);
        Bank.ReplicatedTexts.Add($"text {number}");
        Bank.ReplicatedMoney.Add(new Money(number, Color.Red));
        Library.Make(number);
        Anything.Make(number);
        Late.Make(number);
        notes[id] = [(number, account), (number + 1, null)];
    }
}
