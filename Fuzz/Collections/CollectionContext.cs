using Fuzz.Nodes;

namespace Fuzz.Collections;

/// <summary>One of the three that run the same classes.</summary>
sealed class CollectionContext : OwnContext
{
    internal CollectionContext(string name)
        : base(name, typeof(CollectionNode))
    {
        LoadBatch = Method<Action<byte[], byte[], Action>>(nameof(CollectionNode.Load));
        Begin = Method<Action<string, bool>>(nameof(CollectionNode.Begin));
        Follow = Method<Action<long>>(nameof(CollectionNode.Follow));
        TakeOver = Method<Action<long>>(nameof(CollectionNode.TakeOver));
        Do = Method<Func<int, int, string>>(nameof(CollectionNode.Do));
        Capture = Method<Func<byte[]?>>(nameof(CollectionNode.Capture));
        Apply = Method<Action<byte[]>>(nameof(CollectionNode.Apply));
        Snapshot = Method<Func<List<byte[]>>>(nameof(CollectionNode.Snapshot));
        Replace = Method<Action<long, long, List<byte[]>>>(nameof(CollectionNode.Replace));
        Sequence = Method<Func<long>>(nameof(CollectionNode.Sequence));
        Picture = Method<Func<string>>(nameof(CollectionNode.Picture));
    }

    internal Action<byte[], byte[], Action> LoadBatch { get; }

    internal Action<string, bool> Begin { get; }

    internal Action<long> Follow { get; }

    internal Action<long> TakeOver { get; }

    internal Func<int, int, string> Do { get; }

    internal Func<byte[]?> Capture { get; }

    internal Action<byte[]> Apply { get; }

    internal Func<List<byte[]>> Snapshot { get; }

    internal Action<long, long, List<byte[]>> Replace { get; }

    internal Func<long> Sequence { get; }

    internal Func<string> Picture { get; }
}
