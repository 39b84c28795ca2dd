using System.Runtime.CompilerServices;

namespace Replicated.Collections;

/// <summary>What is known of the nodes of linked lists of <typeparamref name="T"/>.</summary>
internal static class LinkedNodes<T>
{
    /// <summary>Those that came from another node, by their node here.</summary>
    static readonly ConditionalWeakTable<LinkedListNode<T>, TrackedLinkedNode<T>> received = [];

    static volatile bool areHeld;

    /// <summary>
    /// Whether members can hold nodes: then each node of each list has an id, because what refers to one may be met only after its list is written.
    /// Woven code says so before anything is captured.
    /// </summary>
    internal static bool AreHeld => areHeld;

    internal static void Hold() => areHeld = true;

    internal static void Receive(LinkedListNode<T> node, TrackedLinkedNode<T> tracked) => received.AddOrUpdate(node, tracked);

    /// <summary>On a standby: a list has lost a node.</summary>
    internal static void OnRemoved(LinkedListNode<T> node)
    {
        if (areHeld && received.TryGetValue(node, out var tracked))
            tracked.OnRemoved();
    }
}
