using Fuzz.Nodes;

namespace StateFuzz.Nodes;

/// <summary>A node with model and runtime loaded for itself.</summary>
sealed class NodeContext : OwnContext
{
    internal NodeContext(string name)
        : base(name, typeof(Node))
    {
        Become = Method<Action<long>>(nameof(Node.Become));
        Begin = Method<Action<int, long>>(nameof(Node.Begin));
        TakeOver = Method<Action<int, long>>(nameof(Node.TakeOver));
        Change = Method<Action<int>>(nameof(Node.Change));
        Spoil = Method<Action<bool>>(nameof(Node.Spoil));
        Capture = Method<Func<byte[]?>>(nameof(Node.Capture));
        Apply = Method<Action<byte[]>>(nameof(Node.Apply));
        Snapshot = Method<Func<int, List<byte[]>>>(nameof(Node.Snapshot));
        Replace = Method<Action<long, long, List<byte[]>>>(nameof(Node.Replace));
        Sequence = Method<Func<long>>(nameof(Node.Sequence));
        Picture = Method<Func<bool, bool, ReadOnlyMemory<byte>>>(nameof(Node.Picture));
        Text = Method<Func<string>>(nameof(Node.Text));
        Recent = Method<Func<string>>(nameof(Node.Recent));
        CountInto = Method<Action<SortedDictionary<string, long>>>(nameof(Node.CountInto));
        BeginTrace = Method<Func<bool, bool>>(nameof(Node.BeginTrace));
        Step = Method<Func<int, ulong[]?>>(nameof(Node.Step));
        Judge = Method<Func<ulong[], ulong[]?>>(nameof(Node.Judge));
        GoOn = Method<Action<ulong[]>>(nameof(Node.GoOn));
        EndTrace = Method<Action>(nameof(Node.EndTrace));
        Objects = Method<Func<int>>(nameof(Node.Objects));
    }

    internal Action<long> Become { get; }

    internal Action<int, long> Begin { get; }

    internal Action<int, long> TakeOver { get; }

    internal Action<int> Change { get; }

    internal Action<bool> Spoil { get; }

    internal Func<byte[]?> Capture { get; }

    internal Action<byte[]> Apply { get; }

    internal Func<int, List<byte[]>> Snapshot { get; }

    internal Action<long, long, List<byte[]>> Replace { get; }

    internal Func<long> Sequence { get; }

    internal Func<bool, bool, ReadOnlyMemory<byte>> Picture { get; }

    internal Func<string> Text { get; }

    internal Func<string> Recent { get; }

    internal Action<SortedDictionary<string, long>> CountInto { get; }

    internal Func<bool, bool> BeginTrace { get; }

    internal Func<int, ulong[]?> Step { get; }

    internal Func<ulong[], ulong[]?> Judge { get; }

    internal Action<ulong[]> GoOn { get; }

    internal Action EndTrace { get; }

    internal Func<int> Objects { get; }
}
