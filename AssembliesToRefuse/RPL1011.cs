public class Outer
{
    private class Hidden
    {
        [Replicated] internal static int n = 3; // RPL1011
    }
}
