[Replicated] public class Account
{
    ThreadLocal<int> perThread = new(); // RPL1104
    AsyncLocal<string> perCall = new(); // RPL1104
    Lazy<ThreadLocal<int>> later = new(() => new ThreadLocal<int>()); // RPL1104
    Lazy<int> other = new(() => 3);
    [NotReplicated("made again")] AsyncLocal<int> perCallToo = new();
}
