using Ledger;

namespace Replicated.Tests.Ledger;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class When_money_is_transferred
{
    readonly Account from = Bank.Open($"{Guid.NewGuid()}", 100);
    readonly Account to = Bank.Open($"{Guid.NewGuid()}", 100);

    [Test]
    public void both_balances_and_both_statements_change()
    {
        Guid id = Guid.NewGuid();
        lock (Bank.Gate)
            Bank.Transfer(id, from, to, 30.50m);

        Assert.That((from.Balance, to.Balance), Is.EqualTo((69.50m, 130.50m)));
        Assert.That(from.Entries.Select(entry => (entry.Transfer.Id, entry.Amount)), Is.EqualTo(new[] { (id, -30.50m) }));
        Assert.That(to.Entries.Select(entry => (entry.Transfer.Id, entry.Amount)), Is.EqualTo(new[] { (id, 30.50m) }));
    }

    [Test]
    public void the_total_stays()
    {
        decimal before = Bank.Total;
        Bank.Transfer(Guid.NewGuid(), from, to, 99);
        Assert.That(Bank.Total, Is.EqualTo(before));
    }

    [Test]
    public void all_of_a_balance_can_be_sent()
        => Assert.That(Bank.Transfer(Guid.NewGuid(), from, to, 100).Refused, Is.False);

    [Test]
    public void more_than_the_balance_is_refused_and_nothing_is_booked()
    {
        Transfer transfer = Bank.Transfer(Guid.NewGuid(), from, to, 100.01m);

        Assert.That(transfer.Refused, Is.True);
        Assert.That((from.Balance, to.Balance, from.Entries.Count, to.Entries.Count), Is.EqualTo((100m, 100m, 0, 0)));
    }

    [Test]
    public void an_id_that_was_seen_books_nothing_more()
    {
        Guid id = Guid.NewGuid();
        Transfer first = Bank.Transfer(id, from, to, 10);
        Transfer second = Bank.Transfer(id, from, to, 10);

        Assert.That(second, Is.SameAs(first));
        Assert.That((from.Balance, from.Entries.Count), Is.EqualTo((90m, 1)));
    }

    [Test]
    public void a_refused_one_stays_refused_when_it_is_asked_for_again()
    {
        Guid id = Guid.NewGuid();
        Bank.Transfer(id, from, to, 150);
        Bank.Transfer(Guid.NewGuid(), to, from, 100);

        Assert.That(Bank.Transfer(id, from, to, 150).Refused, Is.True);
        Assert.That(from.Balance, Is.EqualTo(200m));
    }
}
