[Replicated] public class Account
{
    unsafe int* p = null; // RPL3001
    nint handle = 0; // RPL3001
    unsafe delegate*<int, void> f = null; // RPL3001
}
