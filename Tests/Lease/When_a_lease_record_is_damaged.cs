using System.Text;
using Replicated.Takeover;
using Replicated.Tests.Service;

namespace Replicated.Tests.Lease;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class When_a_lease_record_is_damaged : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly ILeaseStore store;
    readonly string path;

    public When_a_lease_record_is_damaged()
    {
        store = LeaseStores.Open($"file:{folder.Path}", "bank");
        store.TryAcquire();
        store.Write(LeaseRecords.Some(epoch: 7));
        path = Path.Combine(folder.Path, "bank", "lease.json");
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    void AssertRefused(string reason) =>
        Assert.That(() => store.Read(), Throws.InstanceOf<IOException>().With.Message.Contains(path).And.Message.Contains(reason));

    [Test]
    public void an_empty_file_is_no_missing_record()
    {
        File.WriteAllText(path, "");

        AssertRefused("is damaged");
    }

    [Test]
    public void a_record_cut_short_anywhere_is_refused()
    {
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            AssertRefused("is damaged");
        }
    }

    [Test]
    public void a_changed_byte_anywhere_is_refused()
    {
        var whole = File.ReadAllBytes(path);
        for (var place = 0; place < whole.Length; place++)
        {
            var changed = (byte[])whole.Clone();
            changed[place] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.That(() => store.Read(), Throws.InstanceOf<IOException>(), $"byte {place} of {Encoding.UTF8.GetString(whole)}");
        }
    }

    [Test]
    public void a_record_without_a_member_is_refused()
    {
        File.WriteAllText(path, """{"version":1}""");

        AssertRefused("is damaged");
    }

    [Test]
    public void a_file_of_any_other_content_is_refused()
    {
        foreach (var content in new[] { "null", "[]", "7", "\"text\"", "{\"version\":\"1\"}", "{\"version\":1,\"record\":7,\"check\":null}", new string(' ', 2 << 20) })
        {
            File.WriteAllText(path, content);
            AssertRefused("is damaged");
        }
    }

    [Test]
    public void the_way_out_is_told()
    {
        File.WriteAllText(path, "");

        AssertRefused("Put back a good copy; or, if the state of the cluster may be given up, stop all its nodes and delete the file");
    }

    [Test]
    public void a_version_of_another_build_is_named_and_left_alone()
    {
        File.WriteAllText(path, """{"version":2,"anything":true}""");

        AssertRefused("has version 2, this build knows version 1 only");
        Assert.That(File.ReadAllText(path), Does.Contain("anything"));
    }
}
