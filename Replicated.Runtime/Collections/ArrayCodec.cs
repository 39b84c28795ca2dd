using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>An array as its id; its contents are sent as changes of their own: message { runs = 2 }.</summary>
internal sealed class ArrayCodec<T> : CollectionCodec<T[]>
{
    internal override IEnumerable<Codec> Parts => [Codec<T>.Instance];

    public override TrackedCollection Track(object instance, ulong id) => new Tracked(id, (T[])instance, this);

    public override TrackedCollection Create(ulong id, Construction construction) => new Tracked(id, new T[construction.Length], this);

    sealed class Tracked(ulong id, T[] array, ArrayCodec<T> codec) : TrackedCollection(id, array)
    {
        readonly int length = array.Length;

        readonly SentItems<T> sent = new();

        internal override ICollectionCodec Codec => codec;

        internal override Construction Construction => new(length, null);

        T[] Array => (T[])Instance!;

        internal override bool WriteChanges(MemberWriter writer)
        {
            Items<T>.CheckSize(writer.Encoder, length);
            if (!sent.Take(Array))
                return false;
            Runs<T>.Write(writer, 2, sent.Start, sent.Taken, sent.Sent[sent.Start..]);
            return true;
        }

        internal override void Confirm() => sent.Confirm();

        internal override void Discard() => sent.Discard();

        internal override bool WriteSent(MemberWriter writer)
        {
            Runs<T>.Write(writer, 2, 0, sent.Sent, []);
            return sent.Count > 0;
        }

        internal override void NoteSent()
        {
            if (sent.Take(Array))
                sent.Confirm();
        }

        internal override void Reach(Reacher reacher)
        {
            if (!Codec<T>.Instance.HoldsReferences)
                return;
            foreach (var item in Array)
                reacher.Reach(item);
        }

        internal override void Read(MemberReader reader)
        {
            while (reader.NextField(2, out int field))
            {
                if (field != 2)
                    throw reader.Decoder.Damaged("a length in the change of an array");
                Runs<T>.Read(reader, Array);
            }
        }

        internal override string? KeyOf(object item)
        {
            int index = System.Array.FindIndex(Array, candidate => ReferenceEquals(candidate, item));
            return index < 0 ? null : $"[{index}]";
        }
    }
}
