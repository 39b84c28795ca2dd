namespace Benchmarks.Held;

/// <summary>Accounts that come and go: as many at a time as there are slots.</summary>
static class SlotTable
{
    static Slot? ReplicatedFirst;

    /// <summary>The same slots for quick access, on this node only.</summary>
    internal static Slot[] Slots { get; private set; } = [];

    internal static void Open(int count)
    {
        var slots = new Slot[count];
        for (int i = 0; i < count; i++)
            slots[i] = ReplicatedFirst = new Slot { Next = ReplicatedFirst };
        Slots = slots;
    }
}
