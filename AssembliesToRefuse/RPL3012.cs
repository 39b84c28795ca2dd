public unsafe struct Buffer { public fixed int items[4]; } // RPL3012
public struct Holder { public Buffer buffer; public void Go() => buffer = default; }
[Replicated] public class Account
{
    Holder holder = default;
}
