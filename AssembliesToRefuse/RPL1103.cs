public class Bank
{
    [ThreadStatic, Replicated]
    static int n;
    public static void Go() => n = 1; // RPL1103
}
