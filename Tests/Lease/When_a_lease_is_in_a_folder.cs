using Replicated.Takeover;
using Replicated.Tests.Service;

namespace Replicated.Tests.Lease;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class When_a_lease_is_in_a_folder : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    ILeaseStore Open(string cluster = "bank") => LeaseStores.Open($"file:{folder.Path}", cluster);

    [Test]
    public void there_is_no_record_at_first()
    {
        using var store = Open();

        Assert.That(store.Read(), Is.Null);
    }

    [Test]
    public void one_node_of_a_cluster_holds_it()
    {
        using var first = Open();
        using var second = Open();

        Assert.That(first.TryAcquire(), Is.True);
        Assert.That(second.TryAcquire(), Is.False);
    }

    [Test]
    public void a_holder_that_asks_again_still_holds_it()
    {
        using var store = Open();
        store.TryAcquire();

        Assert.That(store.TryAcquire(), Is.True);
    }

    [Test]
    public void a_lease_given_back_goes_to_the_next()
    {
        using var first = Open();
        using var second = Open();
        first.TryAcquire();

        first.Release();

        Assert.That(second.TryAcquire(), Is.True);
        Assert.That(first.TryAcquire(), Is.False);
    }

    [Test]
    public void two_clusters_share_the_folder()
    {
        using var bank = Open("bank");
        using var shop = Open("shop");

        Assert.That(bank.TryAcquire(), Is.True);
        Assert.That(shop.TryAcquire(), Is.True);
        bank.Write(LeaseRecords.Some(epoch: 1));
        Assert.That(shop.Read(), Is.Null);
    }

    [Test]
    public void every_node_reads_what_the_holder_wrote_last()
    {
        using var holder = Open();
        using var other = Open();
        holder.TryAcquire();
        var last = LeaseRecords.Some(epoch: 2) with { Ended = true };

        holder.Write(LeaseRecords.Some(epoch: 1));
        holder.Write(last);

        LeaseRecords.AssertSame(other.Read(), last);
    }

    [Test]
    public void the_record_outlives_the_lease()
    {
        var record = LeaseRecords.Some(epoch: 3);
        using (var holder = Open())
        {
            holder.TryAcquire();
            holder.Write(record);
        }
        using var next = Open();

        LeaseRecords.AssertSame(next.Read(), record);
    }

    [Test]
    public void a_write_without_the_lease_is_refused_and_changes_nothing()
    {
        using var holder = Open();
        using var other = Open();
        holder.TryAcquire();
        var record = LeaseRecords.Some(epoch: 1);
        holder.Write(record);

        Assert.That(() => other.Write(LeaseRecords.Some(epoch: 2)), Throws.InvalidOperationException);
        LeaseRecords.AssertSame(other.Read(), record);
    }

    [Test]
    public void a_write_after_the_lease_was_given_back_is_refused()
    {
        using var store = Open();
        store.TryAcquire();
        store.Release();

        Assert.That(() => store.Write(LeaseRecords.Some(epoch: 2)), Throws.InvalidOperationException);
    }

    [Test]
    public void a_holder_whose_lock_file_was_deleted_writes_nothing_more()
    {
        using var holder = Open();
        holder.TryAcquire();
        File.Delete(Path.Combine(folder.Path, "bank", "lock"));
        using var next = Open();
        Assert.That(next.TryAcquire(), Is.True, "the next node got the new lock file");
        next.Release();

        Assert.That(() => holder.Write(LeaseRecords.Some(epoch: 9)), Throws.InstanceOf<IOException>().With.Message.Contains("the lease is lost"));
        Assert.That(next.Read(), Is.Null);
    }

    [Test]
    public void a_half_written_replacement_is_not_read()
    {
        using var holder = Open();
        holder.TryAcquire();
        var record = LeaseRecords.Some(epoch: 1);
        holder.Write(record);
        File.WriteAllText(Path.Combine(folder.Path, "bank", "lease.json.new"), "{\"version\":1,\"che");

        LeaseRecords.AssertSame(holder.Read(), record);
        var next = LeaseRecords.Some(epoch: 2);
        holder.Write(next);
        LeaseRecords.AssertSame(holder.Read(), next);
    }

    [Test]
    public void a_reader_sees_whole_records_while_the_holder_writes()
    {
        using var holder = Open();
        using var reader = Open();
        holder.TryAcquire();
        holder.Write(LeaseRecords.Some(epoch: 1));

        var writing = Task.Run(() =>
        {
            for (var epoch = 2; epoch <= 200; epoch++)
                holder.Write(LeaseRecords.Some(epoch));
        });
        var last = 1L;
        while (!writing.IsCompleted)
        {
            var epoch = reader.Read()!.Epoch.Value;
            Assert.That(epoch, Is.GreaterThanOrEqualTo(last));
            last = epoch;
        }

        Assert.That(() => writing, Throws.Nothing);
        Assert.That(reader.Read()!.Epoch.Value, Is.EqualTo(200));
    }

    [Test]
    public void a_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(folder.Path, "a file");
        File.WriteAllText(file, "");

        Assert.That(() => LeaseStores.Open($"file:{file}", "bank"), Throws.InstanceOf<IOException>().With.Message.Contains(file).And.Message.Contains("--lease"));
    }
}
