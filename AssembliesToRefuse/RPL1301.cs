[Replicated] public class Account
{
    public int balance;
    [NotReplicated("rebuilt")] int cents;
    [OnReplicated] void Rebuild() => cents = balance * 100;
    [OnReplicated] static void OfNobody() { } // RPL1301
    [OnReplicated] void With(int more) => cents = more; // RPL1301
    [OnReplicated] int Count() => cents; // RPL1301
    [OnReplicated] void Typed<T>() { } // RPL1301
    [OnReplicated] async void Later() => await Task.Yield(); // RPL1301
}
