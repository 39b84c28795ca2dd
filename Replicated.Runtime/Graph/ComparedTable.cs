using System.Runtime.CompilerServices;
using Replicated.Woven;

namespace Replicated.Graph;

/// <summary>The attached objects with members that are compared at each capture, by instance.</summary>
internal sealed class ComparedTable
{
    readonly ConditionalWeakTable<IReplicated, ComparedObject> byInstance = [];
    readonly List<ComparedObject> all = [];

    internal int Count => all.Count;

    internal IReadOnlyList<ComparedObject> All => all;

    internal ComparedObject? Find(IReplicated value) => byInstance.TryGetValue(value, out var found) ? found : null;

    internal void Add(IReplicated value, ulong id, long members)
    {
        var compared = new ComparedObject(value, id, members);
        byInstance.AddOrUpdate(value, compared);
        all.Add(compared);
    }

    internal void Remove(IReplicated value)
    {
        if (byInstance.Remove(value, out var removed))
            all.Remove(removed);
    }

    /// <summary>Forgets the objects that are not among <paramref name="kept"/>: reached again, they are new.</summary>
    internal void Keep(IdSet kept) => all.RemoveAll(compared => !kept.Contains(compared.Id));

    /// <summary>Forgets the objects that nobody holds any more.</summary>
    internal void Prune() => all.RemoveAll(compared => compared.Object is null);

    internal void Clear()
    {
        byInstance.Clear();
        all.Clear();
    }
}
