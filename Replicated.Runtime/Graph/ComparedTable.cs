using System.Runtime.CompilerServices;
using Replicated.Frames;
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

    /// <summary>Has all members of an object compared that can hold a box, beside those that are anyway.</summary>
    /// <returns>Null where they are already.</returns>
    internal ComparedObject? Widen(IReplicated value, ulong id)
    {
        var shape = value.GetShape();
        long members = shape.ComparedBits | shape.ReferenceBits;
        if (Find(value)?.Members == members)
            return null;
        Remove(value);
        Add(value, id, members);
        return Find(value);
    }

    internal void Remove(IReplicated value)
    {
        if (byInstance.Remove(value, out var removed))
            all.Remove(removed);
    }

    /// <summary>Forgets the objects that are not among <paramref name="kept"/>: reached again, they are new.</summary>
    internal void Keep(IdSet kept) => all.RemoveAll(compared => !kept.Contains(compared.Id));

    /// <summary>Forgets the objects with these ids.</summary>
    internal void Forget(List<IdRun> ids) => all.RemoveAll(compared => IdRun.Contain(ids, compared.Id));

    /// <summary>Forgets the objects that nobody holds any more, or that standbys do not know: those are new when they are reached again.</summary>
    internal void Prune(KnownIds known) => all.RemoveAll(compared => compared.Object is null || !known.Contains(compared.Id));

    internal void Clear()
    {
        byInstance.Clear();
        all.Clear();
    }
}
