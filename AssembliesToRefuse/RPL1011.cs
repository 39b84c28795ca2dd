[Replicated] public class Account
{
    public int n;
    [NotReplicated("")] string first = ""; // RPL1011
    [NotReplicated(" \t")] public string Second { get; set; } = ""; // RPL1011
    [NotReplicated(null!)] string third = ""; // RPL1011
    [NotReplicated("")] public event Action? Fourth; // RPL1011
    [NotReplicated("counted anew")] int fine;
}
public class Other
{
    [NotReplicated("")] void ReplicatedMethod() { } // RPL1011
    [NotReplicated("")] int ReplicatedProperty => 3; // RPL1011
}
[NotReplicated("")] public class ReplicatedBank { static void Go() { } } // RPL1011
