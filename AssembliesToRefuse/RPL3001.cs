[Replicated] public class Account
{
    unsafe int* p = null; // RPL3001
    nint handle = 0; // RPL3001
}
