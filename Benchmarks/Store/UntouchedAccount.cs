using Replicated;

namespace Benchmarks.Store;

/// <summary>The same again for the first store after a commit: the compiler lays a store out by what it has seen it do.</summary>
[Replicated]
public sealed class UntouchedAccount
{
    public long Balance { get; set; }
}
