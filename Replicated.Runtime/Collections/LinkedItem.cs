using Replicated.Frames;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>A place in a linked list.</summary>
/// <param name="Value">What is there.</param>
/// <param name="Node">The node that it is in; null where no member can hold one.</param>
internal readonly record struct LinkedItem<T>(T Value, LinkedListNode<T>? Node);

/// <summary>A place in a linked list as message { value = 1; node = 2 }.</summary>
internal sealed class LinkedItemCodec<T> : Codec<LinkedItem<T>>, ISameByParts<LinkedItem<T>>
{
    internal override bool HoldsReferences => LinkedNodes<T>.AreHeld || Codec<T>.Instance.HoldsReferences;

    internal override IEnumerable<Codec> Parts => [Codec<T>.Instance, Codec<LinkedListNode<T>>.Instance];

    internal override void Write(MemberWriter writer, int field, LinkedItem<T> value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int start = writer.Encoder.BeginMessage();
        writer.Write(1, value.Value);
        if (value.Node is { } node)
            writer.Write(2, node);
        writer.Encoder.EndMessage(start);
    }

    internal override LinkedItem<T> Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.LengthDelimited);
        int outer = reader.Decoder.Enter();
        T value = default!;
        LinkedListNode<T>? node = null;
        while (reader.NextField(2, out int field))
        {
            if (field == 1)
                value = reader.Read<T>();
            else
                node = reader.Read<LinkedListNode<T>>();
        }
        reader.Decoder.Leave(outer);
        return new(value, node);
    }

    public bool Same(LinkedItem<T> left, LinkedItem<T> right) => ReferenceEquals(left.Node, right.Node) && Items<T>.Same(left.Value, right.Value);

    internal override void Reach(Reacher reacher, LinkedItem<T> value)
    {
        reacher.Reach(value.Value);
        if (value.Node is { } node)
            reacher.Reach(node);
    }
}
