using Benchmarks.WholePath;
using Replicated;

namespace Benchmarks.Held;

/// <summary>A place where one account is held, until another takes it.</summary>
[Replicated]
sealed class Slot
{
    public ChainedAccount? Account { get; set; }

    public Slot? Next { get; init; }
}
