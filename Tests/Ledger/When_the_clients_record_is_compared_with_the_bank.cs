using LedgerDemo;

namespace Replicated.Tests.Ledger;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class When_the_clients_record_is_compared_with_the_bank
{
    const decimal Opening = 1000;

    readonly Ask safe = new(Guid.NewGuid(), "a", "b", 10) { Outcome = Outcome.Acknowledged };

    [Test]
    public void an_acknowledged_transfer_that_is_booked_is_found()
    {
        Findings findings = Check([safe], Account("a", (safe, -10)), Account("b", (safe, 10)));

        Assert.That((findings.Acknowledged, findings.Found), Is.EqualTo((1, 1)));
        Assert.That(findings.AreSound, Is.True);
    }

    [Test]
    public void an_acknowledged_transfer_that_is_gone_is_lost()
    {
        Findings findings = Check([safe], Account("a"), Account("b"));

        Assert.That(findings.Lost, Has.Count.EqualTo(1).And.One.Contains($"{safe.Id}"));
        Assert.That((findings.Found, findings.AreSound), Is.EqualTo((0, false)));
    }

    [Test]
    public void a_transfer_booked_two_times_is_found_twice()
    {
        Findings findings = Check([safe], Account("a", (safe, -10), (safe, -10)), Account("b", (safe, 10), (safe, 10)));

        Assert.That(findings.Twice, Has.Count.EqualTo(1).And.One.Contains($"{safe.Id}"));
        Assert.That((findings.Found, findings.AreSound), Is.EqualTo((0, false)));
    }

    [Test]
    public void also_one_that_was_never_acknowledged_must_not_be_booked_two_times()
    {
        safe.Outcome = Outcome.Unknown;
        Assert.That(Check([safe], Account("a", (safe, -10), (safe, -10)), Account("b", (safe, 10), (safe, 10))).Twice, Has.Count.EqualTo(1));
    }

    [TestCase(Outcome.Unknown)]
    [TestCase(Outcome.LocalOnly)]
    public void what_was_not_acknowledged_may_be_booked_or_not(object outcome)
    {
        safe.Outcome = (Outcome)outcome;

        Assert.That(Check([safe], Account("a"), Account("b")).AreSound, Is.True);
        Findings booked = Check([safe], Account("a", (safe, -10)), Account("b", (safe, 10)));
        Assert.That((booked.AreSound, booked.Acknowledged, booked.Found), Is.EqualTo((true, 0, 0)));
    }

    [Test]
    public void half_a_transfer_is_wrong()
    {
        Findings findings = Check([safe], Account("a", (safe, -10)), Account("b"));

        Assert.That(findings.Wrong, Has.Count.EqualTo(1));
        Assert.That((findings.Lost.Count, findings.TotalConserved), Is.EqualTo((0, false)));
    }

    [Test]
    public void another_amount_is_wrong_even_where_the_total_is_right()
    {
        Findings findings = Check([safe], Account("a", (safe, -11)), Account("b", (safe, 11)));

        Assert.That((findings.Wrong.Count, findings.TotalConserved, findings.Found), Is.EqualTo((1, true, 0)));
    }

    [Test]
    public void another_account_is_wrong()
        => Assert.That(Check([safe], Account("a", (safe, -10)), Account("c", (safe, 10))).Wrong, Has.Count.EqualTo(1));

    [Test]
    public void a_refused_transfer_that_is_booked_is_wrong()
    {
        safe.Outcome = Outcome.Refused;

        Assert.That(Check([safe], Account("a", (safe, -10)), Account("b", (safe, 10))).Wrong, Has.Count.EqualTo(1));
        Assert.That(Check([safe], Account("a"), Account("b")).AreSound, Is.True);
    }

    [Test]
    public void a_transfer_that_nobody_asked_for_is_wrong()
        => Assert.That(Check([], Account("a", (safe, -10)), Account("b", (safe, 10))).Wrong, Has.Count.EqualTo(1));

    [Test]
    public void a_balance_that_its_lines_do_not_add_up_to_is_wrong()
    {
        Findings findings = Check([], Account("a") with { Balance = Opening - 1 }, Account("b") with { Balance = Opening + 1 });

        Assert.That((findings.Wrong.Count, findings.TotalConserved), Is.EqualTo((2, true)));
    }

    [Test]
    public void an_account_that_is_gone_breaks_the_total()
    {
        Findings findings = Checker.Check([], [Account("a")], accounts: 2, Opening);

        Assert.That((findings.TotalConserved, findings.AreSound), Is.EqualTo((false, false)));
    }

    static Findings Check(Ask[] asks, params AccountStatement[] statements) => Checker.Check(asks, statements, statements.Length, Opening);

    static AccountStatement Account(string name, params (Ask Ask, decimal Amount)[] lines)
        => new(name, Opening + lines.Sum(line => line.Amount), [.. lines.Select(line => new StatementLine(line.Ask.Id, line.Amount))]);
}
