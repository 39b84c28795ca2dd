using Replicated.Woven;

namespace Replicated.Tests.Capture;

/// <summary>The hash code of a key is the program's own code, and may throw.</summary>
[NonParallelizable]
public class When_a_capture_fails_in_foreign_code
{
    static bool throws;

    [TearDown]
    public void Mend() => throws = false;

    [Test]
    public void nothing_is_lost()
    {
        var pair = new Pair();
        var root = pair.Root(new Shelf { Next = new Node { Number = 1 }, Places = new() { [new Key { Number = 1 }] = 1 } });
        pair.Commit();
        root.Next!.Number = 2;
        root.Next.Next = new Node { Number = 3 };
        root.Places.Remove(new Key { Number = 1 });
        root.Places[new Key { Number = 2 }] = 2;
        throws = true;
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.Contains("no hash code"));
        Check(pair, root);
    }

    /// <summary>To say where a value is that cannot be replicated the whole state is walked, and the walk comes upon such code too.</summary>
    [Test]
    public void nothing_is_lost_where_the_search_for_the_path_fails_too()
    {
        var pair = new Pair();
        var root = pair.Root(new Shelf { Next = new Node { Number = 1 }, Places = new() { [new Key { Number = 1 }] = 1 } });
        pair.Commit();
        root.Next!.Number = 2;
        var prices = new Dictionary<string, decimal>(EqualityComparer<string>.Create((first, second) => first == second));
        root.Next.Next = new Node { Number = 3, Next = new Node { Prices = prices } };
        root.Places.Remove(new Key { Number = 1 });
        root.Places[new Key { Number = 2 }] = 2;
        throws = true;
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.Contains("comparer"));
        root.Next.Next.Next.Prices = null;
        Check(pair, root);
    }

    static void Check(Pair pair, Shelf root)
    {
        throws = false;
        pair.Commit();
        var copy = pair.Copy<Shelf>();
        Assert.That((copy.Next!.Number, copy.Next.Next!.Number, copy.Places.Count), Is.EqualTo((2, 3, root.Places.Count)));
    }

    internal struct Key : IReplicatedValue, IEquatable<Key>
    {
        internal int Number { get; set; }

        public void Describe(ShapeBuilder builder) => builder.Member<int>("Number");

        public readonly void Reach(Reacher reacher)
        {
        }

        public readonly void Write(MemberWriter writer) => writer.Write(1, Number);

        public void Read(int member, MemberReader reader) => Number = reader.Read<int>();

        public readonly bool Equals(Key other) => Number == other.Number;

        public override readonly bool Equals(object? obj) => obj is Key other && Equals(other);

        public override readonly int GetHashCode() => throws ? throw new InvalidOperationException("no hash code") : Number;
    }

    /// <summary>As the weaver leaves it; its members are set once.</summary>
    internal sealed class Shelf : IReplicated
    {
        static Shelf()
        {
            Tracker.Register<Key>();
            Tracker.Register<Shelf>();
        }

        Header header;

        internal Node? Next { get; set; }

        internal Dictionary<Key, int> Places { get; set; } = [];

        public ref Header GetHeader() => ref header;

        public Shape GetShape() => ShapeOf<Shelf>.Value;

        public void Describe(ShapeBuilder builder)
        {
            builder.Member<Node>("Next");
            builder.Member<Dictionary<Key, int>>("Places");
        }

        public void Reach(long members, Reacher reacher)
        {
            if ((members & 1) != 0)
                reacher.Reach(Next);
            if ((members & 2) != 0)
                reacher.Reach(Places);
        }

        public void Write(long members, MemberWriter writer)
        {
            if ((members & 1) != 0)
                writer.Write(1, Next);
            if ((members & 2) != 0)
                writer.Write(2, Places);
        }

        public void Read(int member, MemberReader reader)
        {
            if (member == 0)
                Next = reader.Read<Node>();
            else
                Places = reader.Read<Dictionary<Key, int>>()!;
        }
    }
}
