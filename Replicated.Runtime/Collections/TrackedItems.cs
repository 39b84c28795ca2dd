using System.Runtime.InteropServices;
using Replicated.Frames;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>
/// A collection as the sequence of its items: message { length = 1; tail = 2; runs = 3 }. Items at its end that moved together are not
/// sent again. A standby keeps the sequence beside the collection and fills that again from it, so that its order is that of the active
/// whatever was added and removed.
/// </summary>
internal sealed class TrackedItems<TCollection, T>(ulong id, TCollection collection, ItemsCodec<TCollection, T> codec, Construction construction)
    : TrackedCollection(id, collection)
    where TCollection : class
{
    /// <summary>How often an enumeration is tried again that another thread disturbed.</summary>
    const int AttemptsMax = 100;

    /// <summary>A buffer that grew beyond this is given up after its use.</summary>
    const int KeptItemsMax = 1 << 14;

    [ThreadStatic]
    static List<T>? spare;

    readonly SentItems<T> sent = new();

    /// <summary>On a standby: whether items were put in when their members were ahead of the collection, and so may stand, or be missing, where they should not.</summary>
    bool isMisplaced;

    internal override ICollectionCodec Codec => codec;

    internal override Construction Construction => construction;

    internal override bool IsHashed => true;

    TCollection Collection => (TCollection)Instance!;

    internal override bool WriteChanges(MemberWriter writer)
    {
        var items = Copy();
        try
        {
            Items<T>.CheckSize(writer.Encoder, items.Count);
            if (!sent.Take(CollectionsMarshal.AsSpan(items)))
                return false;
        }
        finally
        {
            GiveBack(items);
        }
        WriteTaken(writer);
        return true;
    }

    void WriteTaken(MemberWriter writer)
    {
        var before = sent.Sent[sent.Start..];
        var now = sent.Taken;
        int tail = now.Length == before.Length ? 0 : Items<T>.CommonSuffix(now, before);
        WriteNumber(writer, 1, now.Length == before.Length ? -1 : sent.TakenCount);
        WriteNumber(writer, 2, tail == 0 ? -1 : tail);
        Runs<T>.Write(writer, 3, sent.Start, now[..^tail], before[..^tail]);
    }

    static void WriteNumber(MemberWriter writer, int field, int number)
    {
        if (number < 0)
            return;
        writer.Encoder.Tag(field, WireType.Varint);
        writer.Encoder.Varint((uint)number);
    }

    /// <summary>Copies the items. What another thread does meanwhile may disturb that in any way.</summary>
    List<T> Copy()
    {
        var items = spare ?? [];
        spare = null;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                items.Clear();
                codec.CopyTo(Collection, items);
                return items;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException and not ReplicationException && attempt < AttemptsMax)
            {
                Thread.SpinWait(20 << Math.Min(attempt, 10));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException and not ReplicationException)
            {
                throw new ReplicationException(
                    $"a {TypeNames.Of(typeof(TCollection))} was changed by other threads all through a commit: change it under a lock that the commit is called under", exception);
            }
        }
    }

    static void GiveBack(List<T> items)
    {
        items.Clear();
        if (items.Capacity <= KeptItemsMax)
            spare = items;
    }

    internal override void Confirm() => sent.Confirm();

    internal override void Discard() => sent.Discard();

    internal override bool WriteSent(MemberWriter writer)
    {
        if (sent.Count == 0)
            return false;
        WriteNumber(writer, 1, sent.Count);
        Runs<T>.Write(writer, 3, 0, sent.Sent, []);
        return true;
    }

    /// <summary>The sequence is what was received, so all who received it have the same. Where the collection itself has another order, the next capture says so.</summary>
    internal override void NoteSent()
    {
        bool mayBe = isMisplaced || (codec.FindsByHash && codec.HasChangingKeys(Collection));
        isMisplaced = false;
        // Where items became equal while they were in it, it stays as it is.
        if (!mayBe || FaultOfAdding(codec.New(construction.Comparer), 0) is not null)
            return;
        codec.Clear(Collection);
        codec.Add(Collection, sent.Sent);
    }

    internal override void Reach(Reacher reacher)
    {
        if (!Codec<T>.Instance.HoldsReferences)
            return;
        if (isMisplaced)
        {
            foreach (var item in sent.Sent)
                reacher.Reach(item);
            return;
        }
        List<T> items;
        try
        {
            items = Copy();
        }
        catch (ReplicationException)
        {
            // Another thread changes it. What was not seen here is found when the items are written, in a round of its own.
            return;
        }
        foreach (var item in items)
            reacher.Reach(item);
        GiveBack(items);
    }

    internal override void Read(MemberReader reader)
    {
        int before = sent.Count;
        int same = ReadItems(reader);
        if (same < before || isMisplaced)
        {
            codec.Clear(Collection);
            same = 0;
        }
        var fault = FaultOfAdding(Collection, same);
        isMisplaced = reader.IsAhead && codec.HasChangingKeys(Collection);
        if (fault is not null && !isMisplaced)
            throw fault;
    }

    ReplicationException? FaultOfAdding(TCollection collection, int from)
    {
        try
        {
            codec.Add(collection, sent.Sent[from..]);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException and not ReplicationException)
        {
            return new ReplicationException($"a {TypeNames.Of(typeof(TCollection))} cannot be filled: {exception.Message}", exception);
        }
        return codec.Count(collection) == sent.Count ? null : new ReplicationException(
            $"a {TypeNames.Of(typeof(TCollection))} of {sent.Count} items has {codec.Count(collection)} here: its comparer calls some of them equal, because they changed while they were in it");
    }

    /// <summary>Reads the change into the sequence.</summary>
    /// <returns>How many items at the start are as they were.</returns>
    int ReadItems(MemberReader reader)
    {
        int same = sent.Count;
        // Items that are new are in the same change, each with at least one byte.
        ulong countMax = (ulong)sent.Count + (ulong)reader.Decoder.Remaining;
        int count = same;
        int tail = 0;
        while (reader.NextField(3, out int field))
        {
            if (field == 1)
                count = ReadNumber(reader.Decoder, countMax);
            else if (field == 2)
                tail = ReadNumber(reader.Decoder, countMax);
            else
            {
                same = Math.Min(same, Reshape(reader.Decoder, count, tail));
                tail = 0;
                same = Math.Min(same, Runs<T>.Read(reader, sent.Received));
            }
        }
        return Math.Min(same, Reshape(reader.Decoder, count, tail));
    }

    int Reshape(Decoder decoder, int count, int tail)
    {
        int before = sent.Count;
        if (tail > Math.Min(count, before))
            throw decoder.Damaged($"{tail} items kept of {before}");
        if (count == before)
            return before;
        sent.Reshape(count, tail);
        return Math.Min(before, count) - tail;
    }

    static int ReadNumber(Decoder decoder, ulong max)
    {
        ulong number = decoder.Varint();
        return number <= max ? (int)number : throw decoder.Damaged($"a collection of {number} items");
    }

    internal override string? KeyOf(object item)
    {
        var items = Copy();
        string? key = codec.KeyOf(items, item);
        GiveBack(items);
        return key;
    }
}
