[Replicated] public class Account
{
    int n;
    public void Go()
    {
        TypedReference t = __makeref(n); // RPL2007
        __refvalue(t, int) = 3;
    }
}
