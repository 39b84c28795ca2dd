public class Plain { public int n; }
[Replicated] public class Account
{
    Plain plain = new(); // RPL3004
    List<Plain> list = new(); // RPL3004
    Dictionary<int, Plain[]> map = null; // RPL3004
}
[Replicated] public class Plains : Dictionary<int, Plain> // RPL3004
{
    public int number = 3;
}
public class Unmarked : List<int>
{
    public void Method()
    {
    }
}
[Replicated] public class Holder
{
    Unmarked unmarked = new(); // RPL3004
}
