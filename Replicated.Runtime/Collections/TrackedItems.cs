using System.Runtime.InteropServices;
using Replicated.Frames;
using Replicated.Marks;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>
/// A collection as the sequence of its items: message { length = 1; tail = 2; runs = 3 }, or, where items are noted, in the order in which
/// they went and came { gone = 4; come = 5 }, at the other end { gone = 6; come = 7 }. Items at its end that moved together are not sent again. A standby keeps the sequence beside
/// the collection and fills that again from it, so that its order is that of the active whatever was added and removed.
/// </summary>
internal sealed class TrackedItems<TCollection, T>(ulong id, TCollection collection, ItemsCodec<TCollection, T> codec, Construction construction)
    : NotedCollection<T>(id, collection)
    where TCollection : class
{
    /// <summary>How often an enumeration is tried again that another thread disturbed.</summary>
    const int AttemptsMax = 100;

    const int ItemGone = 4;
    const int ItemCame = 5;
    const int LastGone = 6;
    const int FirstCame = 7;
    const int FieldMax = FirstCame;

    /// <summary>A buffer that grew beyond this is given up after its use.</summary>
    const int KeptItemsMax = 1 << 14;

    [ThreadStatic]
    static List<T>? spare;

    readonly SentItems<T> sent = new();

    /// <summary>What the others have, while items are noted; <see cref="sent"/> is empty then.</summary>
    NotedItems<TCollection, T>? noted;

    /// <summary>How many items there were when the notes were taken; null where that says nothing.</summary>
    int? countTaken;

    /// <summary>On a standby: whether items came and went since the sequence was written down.</summary>
    bool isStale;

    /// <summary>On a standby: whether items were put in when their members were ahead of the collection, and so may stand, or be missing, where they should not.</summary>
    bool isMisplaced;

    /// <summary>On a standby: how often the items have come to lie elsewhere.</summary>
    int refills;

    internal override ICollectionCodec Codec => codec;

    internal override Construction Construction => construction;

    internal override bool IsHashed => true;

    TCollection Collection => (TCollection)Instance!;

    internal override bool WriteChanges(MemberWriter writer, ReadOnlySpan<ItemRange> touched)
    {
        if (Notes is { } notes && touched.IsEmpty && (!codec.IsSequence || NotedItems<TCollection, T>.Fit(notes.Taken, SentCount, countTaken)))
            return WriteNoted(writer, notes);
        var items = LeaveNotes();
        try
        {
            Items<T>.CheckSize(writer.Encoder, items.Count);
            if (!sent.Take(CollectionsMarshal.AsSpan(items)))
            {
                UseNotes();
                return false;
            }
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
    List<T> Copy() => Copy(Collection, Watch is not null);

    List<T> Copy(TCollection collection, bool isWatched)
    {
        var items = spare ?? [];
        spare = null;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                items.Clear();
                if (isWatched)
                    codec.CopyWatchedTo(collection, items);
                else
                    codec.CopyTo(collection, items);
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

    private protected override int SentCount => noted?.Count ?? sent.Count;

    private protected override bool CanNote => codec.CanNote(Collection);

    /// <summary>
    /// What is noted of a sequence is done again, so that it must be noted of the very items that were looked at: a change takes turns with
    /// who looks.
    /// </summary>
    internal override bool TakesTurns => codec.IsSequence && CanNote;

    private protected override bool HasGaps => codec.HasGaps(Collection);

    protected override void TakeNotes(bool whole)
    {
        base.TakeNotes(whole);
        countTaken = codec.CountsNotes && Instance is TCollection collection ? codec.Count(collection) : null;
    }

    /// <summary>Copies all items. Of a sequence, what changes from there on is noted.</summary>
    List<T> LeaveNotes()
    {
        SetSent();
        if (!codec.IsSequence)
        {
            DropNotes();
            return Copy();
        }
        lock (this)
        {
            DropNotes();
            var items = Copy();
            UseNotes();
            return items;
        }
    }

    /// <summary>Writes down what the others have as a sequence.</summary>
    void SetSent()
    {
        if (noted is null)
            return;
        OthersHaveGaps = noted.HaveGaps;
        var items = Copy(noted.Others, isWatched: true);
        sent.Set(CollectionsMarshal.AsSpan(items));
        GiveBack(items);
        noted = null;
    }

    bool WriteNoted(MemberWriter writer, ItemNotes<T> notes)
    {
        if (noted is null)
        {
            noted = new(codec, construction.Comparer, sent.Sent);
            sent.Set([]);
        }
        noted.Settle(Collection, notes.Taken);
        foreach (var change in notes.Taken)
            writer.Write(FieldOf(change.Event), change.Item);
        return notes.Taken.Count > 0;
    }

    static int FieldOf(ItemEvent happened) => happened switch
    {
        ItemEvent.Removed => ItemGone,
        ItemEvent.RemovedLast => LastGone,
        ItemEvent.AddedFirst => FirstCame,
        _ => ItemCame,
    };

    static ItemEvent EventOf(int field) => field switch
    {
        ItemGone => ItemEvent.Removed,
        LastGone => ItemEvent.RemovedLast,
        FirstCame => ItemEvent.AddedFirst,
        _ => ItemEvent.Added,
    };

    internal override void Confirm()
    {
        if (noted is not null)
        {
            // Something was not noted, or another thread went on meanwhile: the next capture looks at all of it.
            if (!noted.Confirm(Notes!.Taken, countTaken))
                TouchWhole();
            return;
        }
        sent.Confirm();
        // Who had places of removed keys filled the collection anew.
        OthersHaveGaps = false;
        UseNotes();
    }

    internal override void Discard()
    {
        sent.Discard();
        // What is noted from here on follows on what was copied, which nobody has.
        if (codec.IsSequence)
            TouchWhole();
    }

    /// <remarks>Who begins with this has no places of removed keys.</remarks>
    internal override bool WriteSent(MemberWriter writer)
    {
        if (noted is not null)
        {
            SetSent();
            DropNotes();
            TouchWhole();
        }
        if (sent.Count == 0)
            return false;
        WriteNumber(writer, 1, sent.Count);
        Runs<T>.Write(writer, 3, 0, sent.Sent, []);
        return true;
    }

    /// <summary>The sequence is what was received, so all who received it have the same. Where the collection itself has another order, the next capture says so.</summary>
    internal override void NoteSent()
    {
        Refresh();
        OthersHaveGaps = codec.LeavesGaps;
        // Leaves no places of removed keys, so that later changes can be noted. Nobody uses it yet.
        if (Watch is not null && CanNote && HasGaps)
        {
            codec.Clear(Collection);
            codec.Add(Collection, sent.Sent);
        }
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

    internal override ReachPlace? ReachSome(Reacher reacher, ReachPlace from, int items)
    {
        if (!Codec<T>.Instance.HoldsReferences)
            return null;
        if (!isMisplaced && (from.Index == 0 || from.Refills == refills) && codec.ReachSome(Collection, reacher, from.Index, items) is { } next)
            return next == 0 ? null : new(next, refills);
        Reach(reacher);
        return null;
    }

    internal override void Read(MemberReader reader)
    {
        if (!reader.NextField(FieldMax, out int field))
            return;
        if (field >= ItemGone)
        {
            ReadChanges(reader, field);
            return;
        }
        bool wasStale = isStale;
        Refresh();
        int before = sent.Count;
        int same = ReadItems(reader, field);
        if (same < before || isMisplaced || wasStale)
        {
            codec.Clear(Collection);
            same = 0;
            refills++;
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
    int ReadItems(MemberReader reader, int field)
    {
        int same = sent.Count;
        // Items that are new are in the same change, each with at least one byte.
        ulong countMax = (ulong)sent.Count + (ulong)reader.Decoder.Remaining;
        int count = same;
        int tail = 0;
        do
        {
            if (field == 1)
                count = ReadNumber(reader.Decoder, countMax);
            else if (field == 2)
                tail = ReadNumber(reader.Decoder, countMax);
            else if (field == 3)
            {
                same = Math.Min(same, Reshape(reader.Decoder, count, tail));
                tail = 0;
                same = Math.Min(same, Runs<T>.Read(reader, sent.Received));
            }
            else
                throw reader.Decoder.Damaged("a single item among runs");
        }
        while (reader.NextField(FieldMax, out field));
        return Math.Min(same, Reshape(reader.Decoder, count, tail));
    }

    void ReadChanges(MemberReader reader, int field)
    {
        if (!codec.CanNote(Collection))
            throw reader.Decoder.Damaged($"a single item of a {TypeNames.Of(typeof(TCollection))}");
        isStale = true;
        do
        {
            if (field < ItemGone)
                throw reader.Decoder.Damaged("a run among single items");
            if (field > ItemCame && !codec.HasTwoEnds)
                throw reader.Decoder.Damaged($"an item at the other end of a {TypeNames.Of(typeof(TCollection))}");
            var change = new ItemChange<T>(EventOf(field), reader.Read<T>()!);
            if (change.Removes && codec.Count(Collection) == 0)
                throw reader.Decoder.Damaged("an item gone from where there is none");
            codec.Repeat(Collection, change);
        }
        while (reader.NextField(FieldMax, out field));
    }

    /// <summary>Writes the sequence down anew, in the order that the active has, too.</summary>
    void Refresh()
    {
        if (!isStale)
            return;
        // Only of one that is watched there, items come and go one by one.
        var items = Copy(Collection, isWatched: true);
        sent.Set(CollectionsMarshal.AsSpan(items));
        GiveBack(items);
        isStale = false;
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
