using Replicated.Woven;

namespace Replicated.Tests.Capture;

[NonParallelizable]
public class When_two_types_have_one_name
{
    /// <summary>The standby would make both of the first type.</summary>
    [Test]
    public void the_commit_that_meets_the_second_is_refused()
    {
        var pair = new Pair();
        pair.Root(new Shaped());
        pair.Active.Types.Add(new Replicated.Graph.ObjectType.Class(new Shape(ShapeOf<Shaped>.Value.Name, typeof(Node), [], [], statics: false)));
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.Contains("give one of the two another name"));
    }

    internal sealed class Shaped : IReplicated
    {
        Header header;

        public ref Header GetHeader() => ref header;

        public Shape GetShape() => ShapeOf<Shaped>.Value;

        public void Describe(ShapeBuilder builder)
        {
        }

        public void Reach(long members, Reacher reacher)
        {
        }

        public void Write(long members, MemberWriter writer)
        {
        }

        public void Read(int member, MemberReader reader)
        {
        }
    }
}
