[Replicated] public class Account
{
    System.Text.StringBuilder text = new(); // RPL3011
    Index index = default; // RPL3011
}
