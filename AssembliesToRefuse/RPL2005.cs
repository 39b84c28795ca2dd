[Replicated] public class Account
{
    int n;
    public unsafe void Go()
    { // RPL2005
        fixed (int* p = &n) *p = 3;
    }
}
