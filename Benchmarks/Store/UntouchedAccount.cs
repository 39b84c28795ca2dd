using System.Runtime.CompilerServices;
using Replicated.Woven;

namespace Benchmarks.Store;

/// <summary>The same again for the first store after a commit: the compiler lays a store out by what it has seen it do.</summary>
public sealed class UntouchedAccount : IReplicated
{
    Header replica;
    long balance;

    public long Balance
    {
        get => balance;
        set => Store_balance(this, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store_balance(UntouchedAccount self, long value)
    {
        self.balance = value;
        if ((Volatile.Read(ref self.replica.Clean) & 1) != 0)
            Tracker.Mark(self, ref self.replica, 1);
    }

    ref Header IReplicated.GetHeader() => ref replica;

    Shape IReplicated.GetShape() => ShapeOf<UntouchedAccount>.Value;

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
