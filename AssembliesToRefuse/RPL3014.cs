[Replicated] public class Account
{
    public decimal balance;

    public void Deposit(decimal amount) => balance += amount; // RPL3014

    public void DepositSafely(decimal amount)
    {
        lock (this) balance += amount;
    }
}
