using Replicated.Tests.Capture;

namespace Replicated.Tests.Collections;

/// <summary>A priority queue promises no order among equal priorities, but what is taken over goes on in the same one.</summary>
[NonParallelizable]
public class When_priorities_are_equal
{
    const int Commits = 200;

    static readonly int first = Environment.TickCount;

    [Test]
    public void the_elements_leave_the_standbys_queue_in_the_order_of_the_active()
    {
        for (int seed = first; seed < first + 10; seed++)
        {
            var random = new Random(seed);
            var pair = new Pair();
            var queue = pair.Root(new PriorityQueue<string, int>());
            for (int commit = 0; commit < Commits; commit++)
            {
                for (int i = random.Next(4); i > 0; i--)
                    Change(queue, random);
                pair.Commit();
                if (random.Next(10) == 0)
                    pair.Snapshot();
                var copy = pair.Copy<PriorityQueue<string, int>>();
                Assert.That(copy.UnorderedItems, Is.EqualTo(queue.UnorderedItems), $"seed {seed}, commit {commit}");
            }
            Assert.That(Drain(pair.Copy<PriorityQueue<string, int>>()), Is.EqualTo(Drain(queue)), $"seed {seed}");
        }
    }

    static void Change(PriorityQueue<string, int> queue, Random random)
    {
        string element = $"{random.Next(1000)}";
        switch (random.Next(9))
        {
            case 0:
                queue.TryDequeue(out _, out _);
                break;
            case 1:
                queue.EnqueueDequeue(element, random.Next(4));
                break;
            case 2 when queue.Count > 0:
                queue.DequeueEnqueue(element, random.Next(4));
                break;
            case 3:
                queue.EnqueueRange([(element, 1), ("other", 1), ("third", 0)]);
                break;
            case 4:
                queue.Remove(queue.UnorderedItems.FirstOrDefault().Element, out _, out _);
                break;
            case 5 when random.Next(20) == 0:
                queue.Clear();
                break;
            default:
                queue.Enqueue(element, random.Next(4));
                break;
        }
    }

    static IEnumerable<string> Drain(PriorityQueue<string, int> queue)
    {
        while (queue.TryDequeue(out string? element, out _))
            yield return element;
    }
}
