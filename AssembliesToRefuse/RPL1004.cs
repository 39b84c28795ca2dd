public class Bank<T>
{
    [Replicated] static int n = 1; // RPL1004
}
