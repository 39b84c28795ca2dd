public class Bank
{
    [NotReplicated("always 3")] int n = 3;
    [Replicated] public int N => n; // RPL1005
    [Replicated] public event Action Opened { add { } remove { } } // RPL1005
    [Replicated] public event Action Closed;
    public void Close() => Closed?.Invoke();
}
