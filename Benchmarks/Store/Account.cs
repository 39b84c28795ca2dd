using System.Runtime.CompilerServices;
using Replicated.Woven;

namespace Benchmarks.Store;

/// <summary>A class as the weaver leaves it: the store is followed by the test of its bit.</summary>
public sealed class Account : IReplicated
{
    Header replica;
    long balance;

    public long Balance
    {
        get => balance;
        set => Store_balance(this, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store_balance(Account self, long value)
    {
        self.balance = value;
        if ((Volatile.Read(ref self.replica.Clean) & 1) != 0)
            Tracker.Mark(self, ref self.replica, 1);
    }

    ref Header IReplicated.GetHeader() => ref replica;

    Shape IReplicated.GetShape() => ShapeOf<Account>.Value;

    void IReplicated.Describe(ShapeBuilder builder) => builder.Member<long>("Balance");

    void IReplicated.Reach(long members, Reacher reacher)
    {
    }

    void IReplicated.Write(long members, MemberWriter writer)
    {
        if ((members & 1) != 0)
            writer.Write(1, balance);
    }

    void IReplicated.Read(int member, MemberReader reader) => balance = reader.Read<long>();
}
