using Replicated.Marks;

namespace Replicated.Tests.Capture;

/// <summary>Trap X1: a bit is clear before its object is listed, and somebody who sees the bit clear commits.</summary>
[NonParallelizable]
public class When_a_mark_is_in_flight
{
    [Test]
    public void a_commit_of_another_thread_that_saw_the_bit_clear_has_the_change()
    {
        var pair = new Pair();
        var root = pair.Root(new Node { Number = 1 });
        pair.Commit();
        using var cleared = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var first = new Thread(() =>
        {
            root.StoreNumberOnly(2);
            var list = MarkList.Enter();
            long before = Interlocked.And(ref root.GetHeader().Clean, ~1L);
            cleared.Set();
            goOn.Wait();
            list.Leave(root, before);
        });
        try
        {
            first.Start();
            cleared.Wait();
            long waits = MarkList.Waits;
            var second = Task.Run(() =>
            {
                root.Number = 3;
                return pair.Capture();
            });
            // Only a capture that waits for the mark lets the first thread go on; one that does not has ended without the change.
            SpinWait.SpinUntil(() => second.IsCompleted || MarkList.Waits > waits);
            goOn.Set();
            var frame = second.Result;
            Assert.That(frame, Is.Not.Null);
            pair.Applier.Apply(frame!);
            Assert.That(pair.Copy<Node>().Number, Is.EqualTo(3));
        }
        finally
        {
            goOn.Set();
            first.Join();
        }
    }
}
