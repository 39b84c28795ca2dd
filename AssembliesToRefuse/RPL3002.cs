[Replicated] public class Account
{
    public event Action Changed; // RPL3002
    Func<int> get = null; // RPL3002
    static void Go() { }
    [field: NotReplicated("subscribers come again")] public event Action Ignored;
}
