using Replicated.Protocol;

namespace Replicated.Tests.Lease;

internal static class LeaseRecords
{
    internal static LeaseRecord Some(long epoch) => new(
        new Lineage(Guid.NewGuid()),
        new Reign(Guid.NewGuid()),
        new Epoch(epoch),
        new Incarnation(Guid.NewGuid()),
        "north \"1\"",
        "[::1]:5000",
        [new Incarnation(Guid.NewGuid()), new Incarnation(Guid.NewGuid())],
        Ended: false);

    /// <summary>Compares by value: the array of members is compared by reference in a record.</summary>
    internal static void AssertSame(LeaseRecord? read, LeaseRecord written)
    {
        Assert.That(read, Is.Not.Null);
        Assert.That(read! with { Members = written.Members }, Is.EqualTo(written));
        Assert.That(read.Members, Is.EqualTo(written.Members));
    }
}
