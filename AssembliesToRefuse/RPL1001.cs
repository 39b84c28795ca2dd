[Replicated] public static class Bank
{
    public static int n;
    public static void Go() => n = 1; // RPL1001
}
