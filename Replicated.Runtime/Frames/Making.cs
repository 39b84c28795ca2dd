namespace Replicated.Frames;

/// <summary>What must be known of a collection before it can be made, or of an object that is there already.</summary>
internal sealed record Making
{
    /// <summary>The number of items of an array.</summary>
    internal ulong Length { get; init; }

    /// <summary>The length of each dimension of an array that has more than one.</summary>
    internal IReadOnlyList<ulong> Lengths { get; init; } = [];

    /// <summary>The name of a comparer that each node has; null for the default one.</summary>
    internal string? Comparer { get; init; }

    /// <summary>The id of a comparer that is a replicated object, or 0.</summary>
    internal ulong ComparerObject { get; init; }

    /// <summary>All that is in a collection that never changes.</summary>
    internal ReadOnlyMemory<byte> Contents { get; init; }

    /// <summary>The name of the member that holds the object on each node; null where it is to be made.</summary>
    internal string? Known { get; init; }

    /// <summary>The name of the member that held the object when replication started; a node whose member held one then has it be that one.</summary>
    internal string? Own { get; init; }

    /// <summary>Nothing but that there is one.</summary>
    internal bool IsPlain => Known is null && Own is null && Length == 0 && Lengths.Count == 0 && Comparer is null && ComparerObject == 0 && Contents.IsEmpty;
}
