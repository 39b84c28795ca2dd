using System.Runtime.CompilerServices;
[Replicated] public class Account
{
    int n;
    public void Go()
    {
        Unsafe.As<int, uint>(ref n) = 3; // RPL2010
        new Span<int>(ref n)[0] = 3; // RPL2010
        Pass(ref n) = 4; // RPL2010
    }
    static ref int Pass(ref int n) => ref n;
}
