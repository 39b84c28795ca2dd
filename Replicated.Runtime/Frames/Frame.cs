using Replicated.Protocol;

namespace Replicated.Frames;

/// <summary>One encoded Frame message. The bytes do not change once it is made.</summary>
/// <param name="Position">Where it stands in the history.</param>
/// <param name="Bytes">The body of the message, its CRC included.</param>
internal sealed record Frame(Position Position, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>How many objects it brings, and how many can refer to less than before; known to who made it only.</summary>
    internal int Churn { get; init; }
}
