namespace Benchmarks.Store;

/// <summary>The same class, not replicated.</summary>
public sealed class PlainAccount
{
    public long Balance { get; set; }
}
