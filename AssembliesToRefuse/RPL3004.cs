public class Plain { public int n; }
[Replicated] public class Account
{
    Plain plain = new(); // RPL3004
    List<Plain> list = new(); // RPL3004
    Dictionary<int, Plain[]> map = null; // RPL3004
}
