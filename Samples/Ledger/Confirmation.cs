using Replicated;

namespace Ledger;

/// <summary>
/// Sends no reply before the state that it tells of is safe. That holds for reads too: a balance that a client has seen must not be
/// gone after a takeover.
/// </summary>
/// <param name="alone">What a client gets when no standby has confirmed in time.</param>
/// <param name="commit">Captures the changes before it returns, and waits for a standby.</param>
public sealed class Confirmation(Alone alone, Func<TimeSpan?, ValueTask<CommitResult>> commit)
{
    /// <summary>The header of each reply that says how far its commit got.</summary>
    public const string Level = "Replicated-Level";

    static readonly TimeSpan shortWait = TimeSpan.FromMilliseconds(100);

    readonly TimeSpan? wait = alone == Alone.Accept ? shortWait : null;

    public async Task<IResult> AnswerAsync(Func<IResult> work)
    {
        IResult answer;
        ValueTask<CommitResult> committed;
        lock (Bank.Gate)
        {
            answer = work();
            committed = commit(wait);
        }

        CommitResult result = await committed;
        return new Confirmed(alone == Alone.Refuse && result.Level < CommitLevel.Received ? unconfirmed : answer, result.Level);
    }

    static readonly IResult unconfirmed = Results.Problem(
        "No standby has confirmed in time, so the outcome is unknown. Ask again with the same id: nothing is done twice.",
        statusCode: StatusCodes.Status503ServiceUnavailable);

    sealed class Confirmed(IResult answer, CommitLevel level) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers[Level] = level.ToString();
            return answer.ExecuteAsync(httpContext);
        }
    }
}

/// <summary>What the bank does while it has no standby: the option <c>--alone</c>.</summary>
public enum Alone
{
    /// <summary>Answers 503: what would be lost with this process is not promised.</summary>
    Refuse,

    /// <summary>Answers after a short wait, with the level <c>Local</c>.</summary>
    Accept,

    /// <summary>Has no standby and looks for none, as in a debugging session; every level is <c>Local</c>.</summary>
    Run,
}
