namespace Benchmarks.WholePath;

/// <summary>A thread that changes one account all the time.</summary>
sealed class RacingWriter : IDisposable
{
    readonly Thread thread;
    volatile bool stop;

    internal RacingWriter()
    {
        thread = new Thread(Write);
        thread.Start();
    }

    void Write()
    {
        var account = Bank.Accounts[^1];
        for (long value = 0; !stop; value++)
            account.Balance = value;
    }

    public void Dispose()
    {
        stop = true;
        thread.Join();
    }
}
