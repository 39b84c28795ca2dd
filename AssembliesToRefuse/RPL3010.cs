[Replicated] public class Account
{
    HashSet<int> set = new(); // RPL3010
    int[,] grid = null; // RPL3010
}
