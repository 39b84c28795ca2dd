using System.Runtime.InteropServices;
[Replicated] public class Account
{
    int n;
    public void Go()
    {
        MemoryMarshal.AsBytes(new Span<int>(ref n))[0] = 3; // RPL2006
    }
}
