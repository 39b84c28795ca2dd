using LedgerDemo;

namespace Replicated.Tests.Ledger;

public class When_the_demo_has_ended
{
    static readonly Findings sound = new(1, 1, [], [], [], 10, 10);
    static readonly Findings lossy = sound with { Found = 0, Lost = ["one"] };

    [Test]
    public void it_succeeds_if_every_takeover_was_sound()
        => Assert.That(ExitCode(false, sound, sound), Is.Zero);

    [Test]
    public void it_fails_if_anything_was_ever_lost_or_twice_or_wrong_or_the_total_broken()
    {
        Assert.That(ExitCode(false, lossy, sound), Is.EqualTo(1));
        Assert.That(ExitCode(false, sound, sound with { Twice = ["one"] }), Is.EqualTo(1));
        Assert.That(ExitCode(false, sound, sound with { Wrong = ["one"] }), Is.EqualTo(1));
        Assert.That(ExitCode(false, sound, sound with { TotalFound = 9 }), Is.EqualTo(1));
    }

    [Test]
    public void the_self_test_succeeds_only_if_losses_were_found()
    {
        Assert.That(ExitCode(true, sound, lossy), Is.Zero);
        Assert.That(ExitCode(true, sound, sound), Is.EqualTo(1));
    }

    [Test]
    public void the_table_says_what_was_lost_and_how_long_it_took()
    {
        string[] lines = Report.Table([Round(lossy with { TotalFound = 9.5m })]).Split(Environment.NewLine);

        Assert.That(lines[0], Does.Match("kill +of +in flight +acknowledged +found +lost +twice +wrong +local only +total conserved +app ended ms +first reply ms"));
        Assert.That(lines[1], Does.Match(@"1 +service +7 +1 +0 +1 +0 +0 +4 +NO: 9\.5 +80 +120"));
    }

    static int ExitCode(bool selfTest, params Findings[] findings)
        => Verdict.ExitCode(new DemoOptions(findings.Length, 1, 32, 5000, selfTest), [.. findings.Select(Round)]);

    static Round Round(Findings findings) => new(Victim.Service, 7, TimeSpan.FromMilliseconds(120), TimeSpan.FromMilliseconds(80), 4, findings);
}
