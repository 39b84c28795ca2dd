using Replicated.Values;

namespace Replicated.Collections;

/// <summary>
/// A node of a linked list, with identity. Where it stands is said by its list, which comes with it; one that is in no list has its value
/// itself. It is tracked as collections are: its value and its list change without a store to a member.
/// </summary>
internal sealed class LinkedListNodeCodec<T> : CollectionCodec<LinkedListNode<T>>
{
    internal override IEnumerable<Codec> Parts => [Codec<T>.Instance, Codec<LinkedList<T>>.Instance];

    public override TrackedCollection Track(object instance, ulong id) => new TrackedLinkedNode<T>(id, (LinkedListNode<T>)instance, this);

    public override TrackedCollection Create(ulong id, Construction construction)
    {
        var node = new LinkedListNode<T>(default!);
        var tracked = new TrackedLinkedNode<T>(id, node, this);
        LinkedNodes<T>.Receive(node, tracked);
        return tracked;
    }
}
