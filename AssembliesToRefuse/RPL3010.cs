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
    System.Collections.Specialized.IOrderedDictionary ordered = null; // RPL3010
    System.Linq.ILookup<int, string> byLength = null; // RPL3010
    List<System.Linq.IQueryable<int>> queries = new(); // RPL3010
    System.Linq.IGrouping<int, string> own = new Group();
}
[Replicated] public class Group : List<string>, System.Linq.IGrouping<int, string> { public int Key => 3; }
