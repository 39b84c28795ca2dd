using Replicated.Marks;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>
/// An object made by <c>new object()</c>, such as one to lock: it holds nothing and is nothing but itself, so it has an id and never
/// changes. It is tracked as the objects are that have no header: the collections.
/// </summary>
internal sealed class PlainObjectCodec : CollectionCodec<object>
{
    internal static PlainObjectCodec Single { get; } = new();

    public override TrackedCollection Track(object instance, ulong id) => new Tracked(id, instance);

    public override TrackedCollection Create(ulong id, Construction construction) => new Tracked(id, new object());

    public override bool TryEmpty(object instance) => true;

    sealed class Tracked(ulong id, object instance) : TrackedCollection(id, instance)
    {
        internal override ICollectionCodec Codec => Single;

        internal override bool WriteChanges(MemberWriter writer, ReadOnlySpan<ItemRange> touched) => false;

        internal override void Confirm()
        {
        }

        internal override void Discard()
        {
        }

        internal override bool WriteSent(MemberWriter writer) => false;

        internal override void NoteSent()
        {
        }

        internal override void Reach(Reacher reacher)
        {
        }

        internal override void Read(MemberReader reader)
        {
            if (reader.NextField(0, out _))
                throw reader.Decoder.Damaged("a change of a plain object");
        }

        internal override string? KeyOf(object item) => null;
    }
}
