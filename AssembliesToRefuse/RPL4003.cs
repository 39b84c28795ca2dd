using System.Runtime.CompilerServices;
[Replicated] public class Account { int n; }
public static class Thief
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "n")] extern static ref int N(Account a); // RPL4003
    public static void Go(Account a) => N(a) = 3;
}
public static class Fence
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "n")] extern static ref int N([UnsafeAccessorType("Account")] object a); // RPL4003
    public static void Go(object a) => N(a) = 3;
}
[Replicated] public class Compared { [Replicated(Compare = true)] int n; }
public static class Friend
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "n")] extern static ref int N(Compared c);
    public static void Go(Compared c) => N(c) = 3;
}
