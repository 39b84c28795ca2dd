[Replicated] public class Account
{
    public int balance;
    [NotReplicated("rebuilt")] int cents;
    [OnReplicated] void Rebuild()
    {
        cents = balance * 100;
        balance = 0; // RPL1303
    }
}
