namespace LedgerDemo;

/// <summary>Compares what the clients were told with what the bank has. Pure: a test gives it a loss and sees it found.</summary>
static class Checker
{
    /// <param name="asks">Every transfer that any client ever asked for.</param>
    /// <param name="statements">The statements of all accounts, read while no client was working.</param>
    /// <param name="accounts">How many accounts the bank opened.</param>
    /// <param name="opening">The balance that each of them opened with.</param>
    internal static Findings Check(IReadOnlyCollection<Ask> asks, IReadOnlyCollection<AccountStatement> statements, int accounts, decimal opening)
    {
        ILookup<Guid, Booking> bookings = statements
            .SelectMany(statement => statement.Lines, (statement, line) => (line.Transfer, Booking: new Booking(statement.Account, line.Amount)))
            .ToLookup(line => line.Transfer, line => line.Booking);

        var lost = new List<string>();
        var twice = new List<string>();
        var wrong = new List<string>(WrongBalances(statements, opening));
        int found = 0;
        foreach (Ask ask in asks)
        {
            switch (Judge(ask, [.. bookings[ask.Id]]))
            {
                case Verdict.Booked when ask.Outcome == Outcome.Acknowledged:
                    found++;
                    break;
                case Verdict.Absent when ask.Outcome == Outcome.Acknowledged:
                    lost.Add($"{ask} was acknowledged and is gone");
                    break;
                case Verdict.Booked when ask.Outcome == Outcome.Refused:
                    wrong.Add($"{ask} was refused and is booked");
                    break;
                case Verdict.Twice:
                    twice.Add($"{ask} is booked more than once");
                    break;
                case Verdict.Wrong:
                    wrong.Add($"{ask} is booked as {string.Join(" and ", bookings[ask.Id])}");
                    break;
            }
        }

        HashSet<Guid> known = [.. asks.Select(ask => ask.Id)];
        wrong.AddRange(bookings.Where(booked => !known.Contains(booked.Key)).Select(booked => $"nobody asked for transfer {booked.Key}"));
        int acknowledged = asks.Count(ask => ask.Outcome == Outcome.Acknowledged);
        return new Findings(acknowledged, found, lost, twice, wrong, accounts * opening, statements.Sum(statement => statement.Balance));
    }

    static Verdict Judge(Ask ask, Booking[] bookings)
    {
        if (bookings.Length == 0)
            return Verdict.Absent;
        if (bookings.GroupBy(booking => booking.Account).Any(account => account.Count() > 1))
            return Verdict.Twice;
        bool asAsked = bookings.Length == 2
            && bookings.Contains(new Booking(ask.From, -ask.Amount))
            && bookings.Contains(new Booking(ask.To, ask.Amount));
        return asAsked ? Verdict.Booked : Verdict.Wrong;
    }

    static IEnumerable<string> WrongBalances(IEnumerable<AccountStatement> statements, decimal opening)
        => from statement in statements
           let sum = opening + statement.Lines.Sum(line => line.Amount)
           where statement.Balance != sum
           select $"{statement.Account} has {statement.Balance}, but its statement adds up to {sum}";

    enum Verdict
    {
        Absent,
        Booked,
        Twice,
        Wrong,
    }

    readonly record struct Booking(string Account, decimal Amount)
    {
        public override string ToString() => $"{Amount} on {Account}";
    }
}
