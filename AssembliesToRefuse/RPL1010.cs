[Replicated] public class Account
{
    [Replicated, NotReplicated("why")] public int n = 3; // RPL1010
}
