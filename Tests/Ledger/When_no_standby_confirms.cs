using System.Net;
using Ledger;
using Microsoft.AspNetCore.Http;

namespace Replicated.Tests.Ledger;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class When_no_standby_confirms
{
    TimeSpan? waited;

    [Test]
    public async Task the_bank_answers_503_and_says_that_the_outcome_is_unknown()
    {
        await using RunningBank bank = await RunningBank.StartAsync(Alone.Refuse, ReachLocal);
        using HttpResponseMessage reply = await bank.Http.GetAsync(new Uri("total", UriKind.Relative));

        Assert.That(reply.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await reply.Content.ReadAsStringAsync(), Does.Contain("the outcome is unknown"));
        Assert.That(reply.Headers.GetValues("Replicated-Level"), Is.EqualTo(new[] { "Local" }));
        Assert.That(waited, Is.Null, "the default of the options");
    }

    [Test]
    public async Task a_bank_that_accepts_it_answers_200_with_level_Local_after_a_short_wait()
    {
        await using RunningBank bank = await RunningBank.StartAsync(Alone.Accept, ReachLocal);
        using HttpResponseMessage reply = await bank.Http.GetAsync(new Uri("total", UriKind.Relative));

        Assert.That(reply.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(reply.Headers.GetValues("Replicated-Level"), Is.EqualTo(new[] { "Local" }));
        Assert.That(waited, Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task there_is_no_answer_before_the_commit_has_ended()
    {
        var commit = new TaskCompletionSource<CommitResult>();
        Task<IResult> answer = new Confirmation(Alone.Refuse, _ => new(commit.Task)).AnswerAsync(() => Results.Ok());
        Assert.That(answer.IsCompleted, Is.False);

        commit.SetResult(new CommitResult(CommitLevel.Received, 1, 1));
        Assert.That(await answer, Is.Not.Null);
    }

    [Test]
    public async Task the_commit_begins_under_the_lock_of_the_bank()
    {
        bool held = false;
        await using RunningBank bank = await RunningBank.StartAsync(Alone.Refuse, _ =>
        {
            held = Bank.Gate.IsHeldByCurrentThread;
            return new(new CommitResult(CommitLevel.Received, 1, 1));
        });
        await bank.Http.GetStringAsync(new Uri("total", UriKind.Relative));
        Assert.That(held, Is.True);
    }

    ValueTask<CommitResult> ReachLocal(TimeSpan? wait)
    {
        waited = wait;
        return new(new CommitResult(CommitLevel.Local, 1, 1));
    }
}
