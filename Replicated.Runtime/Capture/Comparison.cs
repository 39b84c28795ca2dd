using Replicated.Collections;
using Replicated.Frames;
using Replicated.Graph;
using Replicated.Marks;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Capture;

/// <summary>
/// Marks the compared members that are not what was sent last, before a capture drains the marks: what follows is as if a store had been
/// seen. The value that is sent, and noted as sent, is read by the capture itself.
/// </summary>
internal sealed class Comparison : ReferenceWriter
{
    /// <summary>Stands for an object that has no id yet, so that its member differs from whatever was sent.</summary>
    const ulong Unknown = ulong.MaxValue;

    readonly ObjectGraph graph;
    readonly Encoder now;
    readonly MemberWriter writer;

    internal Comparison(ObjectGraph graph, int valueBytesMax)
    {
        this.graph = graph;
        now = new Encoder(valueBytesMax);
        writer = new MemberWriter(now, this);
    }

    internal void MarkChanged()
    {
        foreach (var compared in graph.Compared.All)
        {
            if (compared.Object is { } value)
                MarkChanged(compared, value);
        }
    }

    void MarkChanged(ComparedObject compared, IReplicated value)
    {
        ref var header = ref value.GetHeader();
        for (long left = compared.Members & Volatile.Read(ref header.Clean); left != 0; left &= left - 1)
        {
            long bit = left & -left;
            if (!IsSent(compared, value, bit))
                MarkList.Mark(value, ref header, bit);
        }
    }

    bool IsSent(ComparedObject compared, IReplicated value, long bit)
    {
        now.Clear();
        try
        {
            value.Write(bit, writer);
        }
        // A value that cannot be replicated, or code of the program that fails: the capture meets it again and says where it is.
        catch (Exception)
        {
            return false;
        }
        return compared.IsSent(bit, now.Written);
    }

    internal override Layout? LayoutOf(Shape shape) => graph.Types.LayoutOf(shape);

    internal override ulong IdOf(IReplicated value) => Header.IdOf(value) is var id && graph.IsKnown(id) ? id : Unknown;

    internal override ulong IdOf(object collection, ICollectionCodec codec) => graph.Collections.Find(collection)?.Id ?? Unknown;

    internal override int NumberOf(Codec codec) => NumberOf(codec.Name);

    internal override int NumberOf(DelegateMethod method) => NumberOf(method.Name);

    int NumberOf(string name) => graph.Types.NumberOf(name) is > 0 and var number ? number : int.MaxValue;
}
