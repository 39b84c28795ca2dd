using System.Collections.Immutable;

namespace Replicated.Audit.Flow;

/// <summary>What a value may be: addresses of members by the number of the instruction that took them, and the few other things that matter.</summary>
readonly record struct Origins(ImmutableSortedSet<int> All)
{
    const int ThisObject = -1;
    const int Anything = -2;
    const int FirstLocal = -100;

    internal static readonly Origins Other = new([Anything]);

    internal static readonly Origins None = new([]);

    internal static readonly Origins This = new([ThisObject]);

    internal static Origins Address(int instruction) => new([instruction]);

    internal static Origins OfLocal(int number) => new([FirstLocal - number]);

    /// <summary>Instructions that took the address of a member.</summary>
    internal IEnumerable<int> Addresses => All.Where(origin => origin >= 0);

    /// <summary>Local variables that it may be the address of.</summary>
    internal IEnumerable<int> Locals => All.Where(origin => origin <= FirstLocal).Select(origin => FirstLocal - origin);

    /// <summary>Neither an address nor a way to one.</summary>
    internal bool IsPlain => All.Count == 0 || (All.Count <= 2 && All[0] is ThisObject or Anything && All[^1] is ThisObject or Anything);

    internal bool IsThis => All is [ThisObject];

    internal Origins With(Origins other) => new(All.Union(other.All));

    internal bool Contains(Origins other) => All.IsSupersetOf(other.All);
}
