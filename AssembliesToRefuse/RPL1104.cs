[Replicated] public class Account
{
    ThreadLocal<int> perThread = new(); // RPL1104
    AsyncLocal<string> perCall = new(); // RPL1104
    Lazy<int> later = new(() => 3); // RPL1104
    [NotReplicated("made again")] Lazy<int> other = new(() => 3);
}
