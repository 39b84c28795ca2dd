[Replicated] public static class Bank // RPL1001
{
    public static int n;
    public static void Go() => n = 1;
}
