using Replicated;

namespace Benchmarks.Store;

/// <summary>Replicated: its store is followed by the test of a bit.</summary>
[Replicated]
public sealed class Account
{
    public long Balance { get; set; }
}
