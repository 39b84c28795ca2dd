public class Bank
{
    static readonly List<int> ReplicatedList = new(); // RPL1102
}
