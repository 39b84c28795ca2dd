[Replicated] public class Account
{
    int n;
    public ref int N() => ref n; // RPL2001
}
