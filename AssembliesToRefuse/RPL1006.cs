public class Bank
{
    public static void ReplicatedOpen() { } // RPL1006
    [Replicated] public void Close() { } // RPL1006
    [NotReplicated("its name only")] public static void ReplicatedLooking() { }
}
