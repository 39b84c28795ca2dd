namespace Benchmarks.Held;

/// <summary>The app's own objects without replication, as <see cref="WholePath.Bank"/> would have them.</summary>
static class PlainChain
{
    /// <summary>The bytes on the managed heap that so many take.</summary>
    internal static long Measure(int count)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Account? last = null;
        for (int i = 0; i < count; i++)
            last = new Account { Balance = i, Next = last };
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(last);
        return bytes;
    }

    sealed class Account
    {
        public long Balance { get; set; }

        public Account? Next { get; init; }
    }
}
