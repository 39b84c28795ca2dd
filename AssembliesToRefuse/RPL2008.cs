[Replicated] public class Account
{
    int n, m;
    ~Account()
    {
        n = 1; // RPL2008
    }
    public void Other() => n = 2;
}
[Replicated] public class Handle : IDisposable
{
    bool closed;
    protected virtual void Dispose(bool disposing)
    {
        closed = true; // RPL2008
    }
    public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }
    ~Handle() => Dispose(false);
}
[Replicated] public class NoFinaliser
{
    bool closed;
    protected virtual void Dispose(bool disposing) => closed = true;
}
