using Replicated;

namespace Benchmarks.WholePath;

[Replicated]
sealed class ChainedAccount
{
    public long Balance { get; set; }

    public ChainedAccount? Next { get; init; }
}
