using System.Reflection;
using System.Runtime.CompilerServices;
using AssemblyToProcess;
using Replicated.Tests.Capture;
using Replicated.Woven;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>By reflection, which stands for whatever the weaver cannot see.</summary>
public class When_compared_members_are_written_unseen : RoundTripTest
{
    Pair pair = null!;
    Compared root = null!;

    [SetUp]
    public void Begin()
    {
        pair = new Pair();
        root = pair.Root(new Compared { Number = 1, Leaf = new Leaf { Number = 1 } });
        Write(root, "list", new List<int> { 1 });
        pair.Commit();
    }

    [Test]
    public void the_next_commit_has_the_change()
    {
        Write(root, "number", 2);
        Write(root, "text", "two");
        pair.Commit();
        Assert.That((pair.Copy<Compared>().Number, pair.Copy<Compared>().Text), Is.EqualTo((2, "two")));
    }

    [Test]
    public void what_is_written_through_an_address_that_is_kept_arrives()
    {
        ref int kept = ref root.NumberForEver;
        pair.Commit();
        kept = 5;
        pair.Commit();
        kept = 6;
        pair.Commit();
        Assert.That(pair.Copy<Compared>().Number, Is.EqualTo(6));
    }

    [Test]
    public void a_change_of_a_struct_in_part_is_seen()
    {
        Write(root, "part", new Part { Number = 3 });
        pair.Commit();
        Write(root, "part", new Part { Number = 3, Leaf = new Leaf { Number = 4 } });
        pair.Commit();
        Assert.That(pair.Copy<Compared>().Part.Leaf!.Number, Is.EqualTo(4));
    }

    [Test]
    public void an_object_or_collection_that_no_commit_has_met_is_seen()
    {
        Write(root, "<Leaf>k__BackingField", new Leaf { Number = 5 });
        Write(root, "list", new List<int> { 1, 2 });
        pair.Commit();
        Assert.That(pair.Copy<Compared>().Leaf!.Number, Is.EqualTo(5));
        Assert.That(pair.Copy<Compared>().List, Is.EqualTo([1, 2]));
    }

    [Test]
    public void what_has_not_changed_is_not_sent_again()
    {
        Assert.That(pair.Capture(), Is.Null);
        Write(root, "number", 2);
        int bytes = pair.Commit()!.Bytes.Length;
        Write(root, "number", 3);
        Assert.That(pair.Commit()!.Bytes.Length, Is.EqualTo(bytes), "only the member that changed");
        Assert.That(pair.Capture(), Is.Null);
    }

    [Test]
    public void a_store_that_is_seen_too_is_sent_once()
    {
        root.Number = 7;
        pair.Commit();
        Assert.That(pair.Copy<Compared>().Number, Is.EqualTo(7));
        Assert.That(pair.Capture(), Is.Null);
    }

    /// <summary>The capture that failed had written the member; nobody got it.</summary>
    [Test]
    public void a_change_that_a_failed_commit_had_taken_is_in_the_next_one()
    {
        Write(root, "number", 2);
        Write(root, "list", new Impossible());
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.Contains("root.list"));
        Write(root, "list", new List<int>());
        pair.Commit();
        Assert.That(pair.Copy<Compared>().Number, Is.EqualTo(2));
    }

    [Test]
    public void a_class_that_is_marked_so_compares_what_it_declares()
    {
        var other = new Pair();
        var whole = other.Root(new DerivedOfCompared());
        other.Commit();
        Write(whole, "first", 1, typeof(ComparedWhole));
        Write(whole, "second", 2, typeof(ComparedWhole));
        Write(whole, "own", 3);
        other.Commit();
        Assert.That((other.Copy<DerivedOfCompared>().Sum, other.Copy<DerivedOfCompared>().Own), Is.EqualTo((3, 0)));
    }

    [Test]
    public void statics_are_compared_too()
    {
        ComparedStatics.Count = 1;
        pair.Commit();
        var field = typeof(ComparedStatics).GetField("count", BindingFlags.NonPublic | BindingFlags.Static)!;
        field.SetValue(null, 2);
        var frame = pair.Capture()!;
        field.SetValue(null, 0);
        pair.Applier.Apply(frame);
        Assert.That(ComparedStatics.Count, Is.EqualTo(2));
    }

    [Test]
    public void it_goes_on_after_a_takeover()
    {
        var next = pair.TakeOver();
        var copy = (Compared)next.Active.Roots["root"];
        Write(copy, "number", 8);
        next.Snapshot();
        next.Commit();
        Write(copy, "number", 9);
        next.Commit();
        Assert.That(next.Copy<Compared>().Number, Is.EqualTo(9));
    }

    [Test]
    public void a_standby_that_starts_late_gets_what_was_written_since_the_last_commit()
    {
        Write(root, "number", 2);
        pair.Snapshot();
        pair.Commit();
        Assert.That(pair.Copy<Compared>().Number, Is.EqualTo(2));
        Write(root, "number", 3);
        pair.Commit();
        Assert.That(pair.Copy<Compared>().Number, Is.EqualTo(3));
    }

    [Test]
    public void being_compared_does_not_keep_an_object_alive()
    {
        int count = pair.Active.Compared.Count;
        var weak = Drop();
        Assert.That(pair.Active.Compared.Count, Is.EqualTo(count + 1));
        root.Number = 2;
        pair.Commit();
        GC.Collect();
        pair.Capture();
        Assert.That((weak.TryGetTarget(out _), pair.Active.Compared.Count), Is.EqualTo((false, count)));
    }

    [Test]
    public void a_member_that_is_not_compared_is_not_seen_until_it_is_touched()
    {
        Write(root, "seen", 2);
        Assert.That(pair.Capture(), Is.Null);
        Replication.Touch(root);
        pair.Commit();
        Assert.That(pair.Copy<Compared>().Seen, Is.EqualTo(2));
    }

    [Test]
    public void touching_what_no_commit_has_met_does_nothing_and_what_cannot_be_replicated_is_said()
    {
        var apart = new Compared();
        Replication.Touch(apart);
        Assert.That(((IReplicated)apart).GetHeader().Clean, Is.Zero);
        Assert.That(pair.Capture(), Is.Null);
        Assert.That(() => Replication.Touch("text"), Throws.ArgumentException.With.Message.Contains("no collection and no instance of a replicated class"));
    }

    /// <summary>Apart, so that nothing on the stack holds the object.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    WeakReference<Compared> Drop()
    {
        var dropped = new Compared();
        pair.Active.AddRoot("dropped", dropped);
        pair.Commit();
        pair.Active.Roots.Remove("dropped");
        return new(dropped);
    }

    sealed class Impossible : List<int>;

    static void Write(object target, string field, object? value, Type? declaredBy = null)
        => (declaredBy ?? target.GetType()).GetField(field, BindingFlags.NonPublic | BindingFlags.Instance)!.SetValue(target, value);
}
