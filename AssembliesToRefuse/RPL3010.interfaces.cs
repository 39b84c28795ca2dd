[Replicated] public class Account
{
    IList<int> list = new List<int>(); // RPL3010
}
