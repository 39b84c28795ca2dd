using Replicated.Tests.Frames;

namespace Replicated.Tests.Capture;

/// <summary>A graph that changes at random, followed by a standby, snapshots and takeovers: both sides are compared after each commit.</summary>
[NonParallelizable]
public class When_random_operations_are_committed
{
    const int Seeds = 150;
    const int Commits = 30;

    [Test]
    public void the_standby_equals_the_active_after_each_commit()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var pair = new Pair();
            var root = pair.Root(new Node { Nodes = [] });
            for (int commit = 0; commit < Commits; commit++)
            {
                for (int i = random.Next(8); i >= 0; i--)
                    RandomFrames.Change(root, random);
                pair.Commit();
                if (random.Next(10) == 0)
                    pair.Snapshot(random.Next(10, 500));
                Assert.That(GraphText.Of(pair.Copy<Node>()), Is.EqualTo(GraphText.Of(root)), $"seed {seed}, commit {commit}");
                if (random.Next(15) == 0)
                {
                    pair = pair.TakeOver();
                    root = (Node)pair.Active.Roots["root"];
                    pair.Snapshot();
                }
            }
        }
    }
}
