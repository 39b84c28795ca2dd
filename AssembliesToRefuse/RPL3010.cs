public class Names : System.Collections.Hashtable
{
    public void Method()
    {
    }
}
[Replicated] public class Account
{
    System.Collections.Hashtable map = new(); // RPL3010
    Dictionary<int, int>.KeyCollection keys = null; // RPL3010
    HashSet<System.Collections.ArrayList> lists = null; // RPL3010
    System.Collections.Immutable.ImmutableList<int>.Builder builder = null; // RPL3010
    Names names = new(); // RPL3010
}
