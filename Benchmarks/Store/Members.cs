using Replicated;

namespace Benchmarks.Store;

/// <summary>Members of each kind that a store can be to.</summary>
[Replicated]
sealed class Members
{
    internal long Number;
    internal volatile int Flag;
    internal string Text = "";
    internal decimal Wide;
    internal long Address;

    internal long Once { get; init; }
}

/// <summary>A member whose type is a type parameter.</summary>
[Replicated]
sealed class Members<T>
{
    internal T? Value;

    internal void Set(T value) => Value = value;
}

/// <summary>A member that belongs to no object.</summary>
static class StaticMembers
{
    internal static long ReplicatedNumber;
}
