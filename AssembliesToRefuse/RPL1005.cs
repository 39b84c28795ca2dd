public class Bank
{
    int n = 3;
    [Replicated] public int N => n; // RPL1005
}
