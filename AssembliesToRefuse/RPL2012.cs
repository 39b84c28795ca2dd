[Replicated] public class Account
{
    int n;
    public void Go<T>(T t)
    {
        Pass(ref n, t); // RPL2012
    }
    static void Pass<T>(ref int n, T t) { }
}
