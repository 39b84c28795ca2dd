using System.Runtime.CompilerServices;
[Replicated] public class Account
{
    int n;
    public void Go()
    {
        Unsafe.As<int, uint>(ref n) = 3; // RPL2004
    }
}
