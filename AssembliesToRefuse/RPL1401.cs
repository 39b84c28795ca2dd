[Replicated(FormerName = "Old")] public class Account { public int n = 1; } // RPL1401
[Replicated(FormerName = "Old")] public class Savings { public int n = 1; } // RPL1401
[Replicated(FormerName = "Savings")] public class Taken { public int n = 1; } // RPL1401
[Replicated(FormerName = "Elsewhere")] public struct Fine { public int n; }
[Replicated] public class Base { public int kept = 2; }
[Replicated(FormerName = "Bank.Good")] public class Members : Base
{
    [Replicated(FormerName = "other")]
    public int now = 3; // RPL1401
    public int other = 4;
    [Replicated(FormerName = "kept")]
    public int hidden = 5; // RPL1401
    [Replicated(FormerName = "before")]
    public int first = 6; // RPL1401
    [Replicated(FormerName = "before")]
    public int second = 7; // RPL1401
    [Replicated(FormerName = "fine")]
    public int good = 8;
}
[Replicated(FormerName = "Bank.Statics")] public static class Tally { [Replicated(FormerName = "count")] public static int number = 9; }
[Replicated(FormerName = "Nothing")] public static class Empty { public static int number = 10; } // RPL1401
