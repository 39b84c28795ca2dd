using System.Runtime.InteropServices;
[StructLayout(LayoutKind.Explicit)] public struct Either // RPL3012
{
    [FieldOffset(0)] public string text;
    [FieldOffset(0)] public int[] numbers;
}
public struct Holder { public Either either; public void Go() => either = default; }
[Replicated] public class Account
{
    Holder holder = default;
}
