[Replicated] public class Account
{
    int n;
    public void Go()
    {
        Interlocked.Increment(ref n); // RPL2003
        Volatile.Write(ref n, 3); // RPL2003
    }
}
