using System.Runtime.CompilerServices;

namespace Replicated.Tests.Capture;

[NonParallelizable]
public class When_a_commit_is_over
{
    const int Many = 200_000;

    [Test]
    public void what_the_program_lets_go_is_not_held_until_the_next_one()
    {
        var pair = new Pair();
        var gone = CommitAndLetGo(pair, pair.Root(new Node()));
        GC.Collect();
        Assert.That(gone.IsAlive, Is.False);
    }

    [Test]
    public void the_memory_that_a_large_one_needed_is_given_back()
    {
        var pair = new Pair();
        var root = pair.Root(new Node());
        var last = root;
        for (int i = 1; i < Many; i++)
            last = last.Next = new Node { Number = i };
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Assert.That(pair.Capture(), Is.Not.Null);
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.That(kept / Many, Is.LessThan(4), "bytes per object");
        GC.KeepAlive(pair);
        GC.KeepAlive(root);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference CommitAndLetGo(Pair pair, Node root)
    {
        var child = new Node();
        root.Next = child;
        pair.Capture();
        root.Next = null;
        return new WeakReference(child);
    }
}
