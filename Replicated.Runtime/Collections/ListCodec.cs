using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Replicated.Frames;
using Replicated.Marks;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>A list as its id; its contents are sent as changes of their own: message { length = 1; runs = 2 }.</summary>
internal sealed class ListCodec<T> : CollectionCodec<List<T>>
{
    internal override IEnumerable<Codec> Parts => [Codec<T>.Instance];

    public override TrackedCollection Track(object instance, ulong id) => new Tracked(id, (List<T>)instance, this);

    public override TrackedCollection Create(ulong id, Construction construction)
    {
        var list = construction.Derived as List<T>;
        if (list is null)
            list = [];
        else
            Construct(list);
        return new Tracked(id, list, this);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(List<T> derived);

    public override bool TryEmpty(object instance)
    {
        ((List<T>)instance).Clear();
        return true;
    }

    sealed class Tracked(ulong id, List<T> list, ListCodec<T> codec) : TrackedCollection(id, list)
    {
        readonly SentItems<T> sent = new();

        internal override ICollectionCodec Codec => codec;

        internal override bool WriteChanges(MemberWriter writer, ReadOnlySpan<ItemRange> touched)
        {
            var items = CollectionsMarshal.AsSpan((List<T>)Instance!);
            Items<T>.CheckSize(writer.Encoder, items.Length);
            if (!sent.Take(items, touched))
                return false;
            WriteLength(writer, sent.TakenCount, sent.Count);
            sent.WriteRuns(writer, 2);
            return true;
        }

        internal override void Confirm() => sent.Confirm();

        internal override void Discard() => sent.Discard();

        internal override bool WriteSent(MemberWriter writer)
        {
            WriteLength(writer, sent.Count, 0);
            Runs<T>.Write(writer, 2, 0, sent.Sent, []);
            return sent.Count > 0;
        }

        static void WriteLength(MemberWriter writer, int length, int lengthSent)
        {
            if (length == lengthSent)
                return;
            writer.Encoder.Tag(1, WireType.Varint);
            writer.Encoder.Varint((uint)length);
        }

        internal override void NoteSent()
        {
            if (sent.Take(CollectionsMarshal.AsSpan((List<T>)Instance!)))
                sent.Confirm();
        }

        internal override void Reach(Reacher reacher)
        {
            if (!Codec<T>.Instance.HoldsReferences)
                return;
            foreach (var item in CollectionsMarshal.AsSpan((List<T>)Instance!))
                reacher.Reach(item);
        }

        internal override ReachPlace? ReachSome(Reacher reacher, ReachPlace from, int items) =>
            ReachSome<T>(reacher, CollectionsMarshal.AsSpan((List<T>)Instance!), from, items);

        internal override void Read(MemberReader reader)
        {
            var list = (List<T>)Instance!;
            // Items that are new are in the same change, each with at least one byte.
            ulong countMax = (ulong)list.Count + (ulong)reader.Decoder.Remaining;
            while (reader.NextField(2, out int field))
            {
                if (field == 1)
                    SetCount(reader.Decoder, list, countMax);
                else
                    Runs<T>.Read(reader, CollectionsMarshal.AsSpan(list));
            }
        }

        static void SetCount(Decoder decoder, List<T> list, ulong countMax)
        {
            ulong count = decoder.Varint();
            if (count > countMax)
                throw decoder.Damaged($"a list of {count} items");
            if (count < (ulong)list.Count)
                list.RemoveRange((int)count, list.Count - (int)count);
            else
                CollectionsMarshal.SetCount(list, (int)count);
        }

        internal override string? KeyOf(object item)
        {
            int index = ((List<T>)Instance!).FindIndex(candidate => ReferenceEquals(candidate, item));
            return index < 0 ? null : $"[{index}]";
        }
    }
}
