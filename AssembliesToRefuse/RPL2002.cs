[Replicated] public class Account
{
    public int n;
    public int Sum(int[] all)
    {
        ref int t = ref n; // RPL2002
        foreach (int x in all) t += x;
        return t;
    }
}
