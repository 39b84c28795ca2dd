using Replicated;

namespace Orders;

static class Safe
{
    /// <summary>Changes or reads the book under its lock, and answers when a standby has what the answer tells of.</summary>
    internal static async Task<IResult> AnswerAsync(OrderBook book, Func<IResult> work)
    {
        IResult answer;
        ValueTask<CommitResult> committed;
        lock (book)
        {
            answer = work();
            committed = Replication.CommitAsync();
        }

        CommitResult result = await committed;
        return result.Level >= CommitLevel.Received ? answer : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
}
