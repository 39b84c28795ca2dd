[Replicated] public class Account
{
    int n, m;
    public void Go(bool b)
    {
        (b ? ref n : ref m) = 3; // RPL2011
    }
}
