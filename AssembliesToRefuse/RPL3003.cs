[Replicated] public class Account
{
    object anything = 3; // RPL3003
    IDisposable one; // RPL3003
}
