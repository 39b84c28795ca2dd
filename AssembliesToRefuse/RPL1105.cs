using System.Runtime.InteropServices;
[Replicated, StructLayout(LayoutKind.Sequential)] public class Account // RPL1105
{
    public int n = 4;
}
