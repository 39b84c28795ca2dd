using Replicated.Marks;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>A node of a linked list: message { list = 1; value = 2, if it is in none }.</summary>
internal sealed class TrackedLinkedNode<T>(ulong id, LinkedListNode<T> node, LinkedListNodeCodec<T> codec) : TrackedCollection(id, node)
{
    const int ListField = 1;
    const int ValueField = 2;

    State? sent;
    State taken = new(null, default!);

    internal override ICollectionCodec Codec => codec;

    internal override bool IsHashed => true;

    LinkedListNode<T> Node => (LinkedListNode<T>)Instance!;

    internal override bool WriteChanges(MemberWriter writer, ReadOnlySpan<ItemRange> touched)
    {
        var node = Node;
        taken = node.List is { } list ? new(list, default!) : new(null, Items<T>.Frozen(node.Value));
        if (sent is { } before && ReferenceEquals(before.List, taken.List) && (taken.List is not null || Items<T>.Same(node.Value, before.Value)))
            return false;
        Write(writer, taken);
        return true;
    }

    static void Write(MemberWriter writer, in State state)
    {
        if (state.List is { } list)
            writer.Write(ListField, list);
        else
            writer.Write(ValueField, state.Value);
    }

    internal override void Confirm() => sent = taken;

    internal override void Discard()
    {
    }

    internal override bool WriteSent(MemberWriter writer)
    {
        if (sent is not { } state)
            return false;
        Write(writer, state);
        return true;
    }

    /// <summary>What was received is noted already.</summary>
    internal override void NoteSent()
    {
    }

    internal override void Reach(Reacher reacher)
    {
        var node = Node;
        if (node.List is { } list)
            reacher.Reach(list);
        else
            reacher.Reach(node.Value);
    }

    internal override void Read(MemberReader reader)
    {
        var received = new State(null, default!);
        while (reader.NextField(ValueField, out int field))
            received = field == ListField ? received with { List = reader.Read<LinkedList<T>>() } : received with { Value = reader.Read<T>() };
        sent = received;
        if (Node.List is null)
            OnRemoved();
    }

    /// <summary>It is in no list: by what was received, or by what its list received, where the other of the two may still come.</summary>
    internal void OnRemoved()
    {
        if (sent is { List: null } state)
            Node.Value = state.Value;
    }

    internal override string? KeyOf(object item) => item is LinkedList<T> ? ".List" : ".Value";

    /// <param name="List">The list that it is in; null: none.</param>
    /// <param name="Value">Its value where it is in no list.</param>
    readonly record struct State(LinkedList<T>? List, T Value);
}
