[Replicated] public class Account
{
    public int n;
    public Account Copy() => (Account)MemberwiseClone(); // RPL1202
}
