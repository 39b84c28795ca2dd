using System.Runtime.CompilerServices;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Graph;

/// <summary>
/// What members hold that another build has and this one does not. It is kept with its object, so that this node hands it on unchanged when
/// it is the active; what it refers to is part of the state. One caller at a time.
/// </summary>
internal sealed class KeptMembers
{
    static readonly List<KeptValue> none = [];

    ConditionalWeakTable<IReplicated, List<KeptValue>> values = [];

    /// <summary>Whether anything is kept.</summary>
    internal bool Any { get; private set; }

    internal void Clear() => (values, Any) = ([], false);

    internal void Keep(IReplicated owner, int field, Codec codec, object? value)
    {
        Any = true;
        var kept = values.GetOrCreateValue(owner);
        kept.RemoveAll(known => known.Field == field);
        kept.Add(new KeptValue(field, codec, value));
    }

    /// <summary>Shows what an object's kept members refer to.</summary>
    internal void Reach(IReplicated owner, Reacher reacher)
    {
        foreach (var kept in Of(owner))
        {
            if (kept.Value is not null)
                kept.Codec.ReachObject(reacher, kept.Value);
        }
    }

    /// <summary>Writes an object's kept members, as far as this build still has none of its own for them.</summary>
    internal void Write(IReplicated owner, Layout? layout, MemberWriter writer)
    {
        foreach (var kept in Of(owner))
        {
            if (layout is null || kept.Field > layout.FieldMax || layout[kept.Field].Unknown is null)
                continue;
            kept.Codec.WriteObject(writer, kept.Field, kept.Value);
        }
    }

    List<KeptValue> Of(IReplicated owner) => Any && values.TryGetValue(owner, out var kept) ? kept : none;

    readonly record struct KeptValue(int Field, Codec Codec, object? Value);
}
