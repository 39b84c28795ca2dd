using System.Diagnostics;

namespace LedgerDemo;

/// <summary>Waits for other processes. Every wait has a deadline and says what it waited for.</summary>
static class Wait
{
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    static readonly TimeSpan step = TimeSpan.FromMilliseconds(5);

    /// <param name="meanwhile">Throws when waiting has become pointless.</param>
    internal static Task UntilAsync(string what, Func<bool> condition, CancellationToken cancellationToken, Action? meanwhile = null)
        => UntilAsync(what, () => Task.FromResult(condition()), cancellationToken, meanwhile);

    internal static async Task UntilAsync(string what, Func<Task<bool>> condition, CancellationToken cancellationToken, Action? meanwhile = null)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            meanwhile?.Invoke();
            if (Stopwatch.GetElapsedTime(start) > Deadline)
                throw new DemoException($"Waited {Deadline.TotalSeconds:0} s until {what}.");
            await Task.Delay(step, cancellationToken);
        }
    }
}
