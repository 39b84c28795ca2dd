using System.Runtime.InteropServices;
[Replicated, StructLayout(LayoutKind.Sequential)] public class Account
{
    public int n = 4; // RPL1105
}
