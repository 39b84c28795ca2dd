using System.Runtime.InteropServices;
[StructLayout(LayoutKind.Explicit)] public struct Either
{
    [FieldOffset(0)] public string text;
    [FieldOffset(0)] public int[] numbers;
}
public struct Holder { public Either either; public void Go() => either = default; } // RPL3012
[Replicated] public class Account
{
    Holder holder = default;
}
