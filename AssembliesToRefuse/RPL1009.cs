public struct Money
{
    [Replicated] public int n;
    public void Go() => n = 3; // RPL1009
}
