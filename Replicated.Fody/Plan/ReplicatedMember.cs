using Mono.Cecil;

namespace Replicated.Fody.Plan;

/// <summary>A field that is replicated.</summary>
/// <param name="Number">From 0 over the hierarchy, base first; of statics and structs, within their type.</param>
/// <param name="HoldsReferences">Its value can be or hold a reference to an object.</param>
/// <param name="IsCompared">
/// It is looked at at each capture and sent where it differs from what was sent last, so nothing is lost that is written unseen.
/// </param>
internal sealed record ReplicatedMember(FieldDefinition Field, int Number, string Name, bool HoldsReferences, bool IsCompared)
{
    const int LastBit = 63;

    /// <summary>It can hold a struct that changes in its box, so that it is compared as well; who takes its address is followed as ever.</summary>
    internal bool HoldsChangingBox { get; init; }

    /// <summary>It can hold an object of a class that is not ours and travels by value, so that it is compared as well.</summary>
    internal bool HoldsForeign { get; init; }

    /// <summary>What it was called in earlier builds.</summary>
    internal string? FormerName { get; init; }

    /// <summary>Builds may follow each other in which it has no room for every value.</summary>
    internal bool Narrows { get; init; }

    internal long Bit => 1L << Math.Min(Number, LastBit);
}
