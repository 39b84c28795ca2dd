using System.Runtime.InteropServices;
[Replicated] public unsafe class Account
{
    int n;
    [NotReplicated("for a moment only")] int* kept;
    public void Stored()
    {
        fixed (int* p = &n)
            kept = p; // RPL2005
    }
    public void Passed()
    {
        fixed (int* p = &n)
            Take(p); // RPL2005
    }
    public int* Returned()
    {
        fixed (int* p = &n)
            return p; // RPL2005
    }
    public void Passed_within_a_struct()
    {
        fixed (int* p = &n)
        {
            Box box;
            box.Pointer = p;
            Take(box); // RPL2005
        }
    }
    public void Passed_as_a_variable()
    {
        fixed (int* p = &n)
        {
            int* q = p;
            Take(ref q); // RPL2005
            Read(in q); // RPL2005
        }
    }
    public void Passed_to_a_function_pointer(delegate*<int*, void> take)
    {
        fixed (int* p = &n)
            take(p); // RPL2005
    }
    static void Take(int* p) => *p = 3;
    static void Take(Box box) => *box.Pointer = 3;
    static void Take(ref int* p) => *p = 3;
    static void Read(in int* p) => *p = 3;
    struct Box { public int* Pointer; }
}
[Replicated] public class Derived : Account { }
[Replicated] public class Compared { [Replicated(Compare = true)] public int n; }
public class Plain { public int n; }
public static class Pins
{
    static Account kept = new();
    static GCHandle Argument(Account account) => GCHandle.Alloc(account, GCHandleType.Pinned); // RPL2005
    static GCHandle Kind(Account account, GCHandleType kind) => GCHandle.Alloc(account, kind); // RPL2005
    static GCHandle Field() => GCHandle.Alloc(kept, GCHandleType.Pinned); // RPL2005
    static GCHandle Result() => GCHandle.Alloc(Make(), GCHandleType.Pinned); // RPL2005
    static GCHandle New() => GCHandle.Alloc(new Derived(), GCHandleType.Pinned); // RPL2005
    static GCHandle Element(Account[] accounts) => GCHandle.Alloc(accounts[0], GCHandleType.Pinned); // RPL2005
    static GCHandle Item(List<Account> accounts) => GCHandle.Alloc(accounts[0], GCHandleType.Pinned); // RPL2005
    static GCHandle Reference(ref Account account) => GCHandle.Alloc(account, GCHandleType.Pinned); // RPL2005
    static GCHandle Cast(object account) => GCHandle.Alloc((Account)account, GCHandleType.Pinned); // RPL2005
    static GCHandle Any<T>(T account) where T : Account => GCHandle.Alloc(account, GCHandleType.Pinned); // RPL2005
    static GCHandle Variable(Account account)
    {
        object any = account;
        while (any.GetHashCode() == 3)
            any = any.ToString()!;
        return GCHandle.Alloc(any, GCHandleType.Pinned); // RPL2005
    }
    static PinnedGCHandle<Account> Typed(Account account) => new(account); // RPL2005
    static void Later(PinnedGCHandle<Derived> pin) => pin.Target = new Derived(); // RPL2005
    static void Placed(Account account)
    {
        using PinnedGCHandle<Account> pin = new(account); // RPL2005
    }
    static void Fine(Account account, Compared compared, Plain plain, int[] numbers, object any)
    {
        GCHandle.Alloc(account);
        GCHandle.Alloc(account, GCHandleType.Weak);
        GCHandle.Alloc(compared, GCHandleType.Pinned);
        GCHandle.Alloc(plain, GCHandleType.Pinned);
        GCHandle.Alloc(numbers, GCHandleType.Pinned);
        GCHandle.Alloc(any, GCHandleType.Pinned);
        GCHandle.Alloc(account.ToString()!.Length, GCHandleType.Pinned);
        new PinnedGCHandle<Plain>(plain).Dispose();
    }
    static Account Make() => new();
}
