[Replicated] public class Account
{
    int n;
    Account next;
    public void Go(Account a, bool b)
    {
        ref int p = ref a.n;
        while (a != null)
        {
            p = ref b ? ref p : ref Pick(ref a.n, ref p); // RPL2011
            p++;
            a = a.next;
        }
    }
    static ref int Pick(ref int a, ref int b) => ref a;
}
