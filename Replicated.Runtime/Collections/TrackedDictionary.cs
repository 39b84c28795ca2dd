using System.Runtime.InteropServices;
using Replicated.Frames;
using Replicated.Marks;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>
/// A dictionary compared, in the order of its enumeration, with its entries as they were sent: while the keys are the same at the same
/// place, no hash is computed. One that is watched is told of its keys, and only those are looked at, while keys have the same places with the
/// others.
/// </summary>
internal sealed class TrackedDictionary<TKey, TValue>(ulong id, Dictionary<TKey, TValue> dictionary, DictionaryCodec<TKey, TValue> codec)
    : NotedCollection<TKey>(id, dictionary)
    where TKey : notnull
{
    /// <summary>How often an enumeration is tried again that another thread disturbed.</summary>
    const int AttemptsMax = 100;

    readonly ComparerName comparer = Comparers.Of(dictionary.Comparer, "dictionary");
    readonly List<KeyValuePair<TKey, TValue>> sent = [];

    /// <summary>The entries from <see cref="start"/> on, as taken by the capture that runs.</summary>
    readonly List<KeyValuePair<TKey, TValue>> taken = [];

    /// <summary>The place of the first entry that differs.</summary>
    int start;

    /// <summary>Whether they may when they have what the capture that runs compared.</summary>
    bool gapsToBe;

    /// <summary>What the others have, while keys are noted; <see cref="sent"/> is empty then.</summary>
    NotedEntries<TKey, TValue>? noted;

    /// <summary>On a standby, where keys may change: all entries, by the reference of the key.</summary>
    Dictionary<TKey, TValue>? whole;

    /// <summary>On a standby: how often the entries have come to lie elsewhere.</summary>
    int refills;

    internal override ICollectionCodec Codec => codec;

    internal override Construction Construction => new() { Comparer = comparer };

    internal override bool IsHashed => true;

    Dictionary<TKey, TValue> Dictionary => (Dictionary<TKey, TValue>)Instance!;

    internal override bool WriteChanges(MemberWriter writer, ReadOnlySpan<ItemRange> touched)
    {
        if (Notes is { } notes && touched.IsEmpty)
            return WriteNoted(writer, notes);
        LeaveNotes();
        gapsToBe = OthersHaveGaps;
        if (!Take())
        {
            UseNotes();
            return false;
        }
        if (start == 0 && sent.Count > 0 && taken.Count == 0)
        {
            writer.Encoder.Tag(3, WireType.Varint);
            writer.Encoder.Varint(1);
            gapsToBe = false;
            return true;
        }
        int same = WriteWhileKeysAreTheSame(writer);
        if (same < Math.Max(taken.Count, sent.Count - start))
            WriteRest(writer, same);
        return true;
    }

    private protected override int SentCount => (noted?.Count ?? 0) + sent.Count;

    private protected override bool CanNote => ItemNotes<TKey>.CanFind(Dictionary.Comparer);

    private protected override bool HasGaps => Gaps.Any(Dictionary);

    void LeaveNotes()
    {
        DropNotes();
        if (noted is null)
            return;
        OthersHaveGaps = noted.HaveGaps;
        sent.AddRange(noted.Others);
        noted = null;
    }

    bool WriteNoted(MemberWriter writer, ItemNotes<TKey> notes)
    {
        if (noted is null)
        {
            noted = new(sent, Dictionary.Comparer);
            sent.Clear();
            sent.TrimExcess();
        }
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                noted.Take(Dictionary, notes);
                break;
            }
            catch (InvalidOperationException exception)
            {
                WaitForOthers(attempt, exception);
            }
        }
        foreach (var (removes, entry) in noted.Taken)
        {
            if (removes)
                writer.Write(1, entry.Key);
            else
                WriteEntry(writer, entry);
        }
        return noted.Taken.Count > 0;
    }

    /// <summary>Copies the entries from the first that differs.</summary>
    bool Take()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                taken.Clear();
                return TryTake();
            }
            catch (InvalidOperationException exception)
            {
                WaitForOthers(attempt, exception);
            }
        }
    }

    static void WaitForOthers(int attempt, InvalidOperationException exception)
    {
        if (attempt == AttemptsMax)
            throw new ReplicationException("a dictionary was changed by other threads all through a commit: change it under a lock that the commit is called under", exception);
        Thread.SpinWait(20 << Math.Min(attempt, 10));
    }

    bool TryTake()
    {
        start = 0;
        var before = CollectionsMarshal.AsSpan(sent);
        bool differs = false;
        foreach (var entry in Dictionary)
        {
            if (!differs && start < before.Length && Items<TKey>.SameKey(entry.Key, before[start].Key) && Items<TValue>.Same(entry.Value, before[start].Value))
            {
                start++;
                continue;
            }
            differs = true;
            taken.Add(new(entry.Key, Items<TValue>.Frozen(entry.Value)));
        }
        return differs || start < before.Length;
    }

    int WriteWhileKeysAreTheSame(MemberWriter writer)
    {
        int same = 0;
        for (; same < taken.Count && start + same < sent.Count && Items<TKey>.SameKey(taken[same].Key, sent[start + same].Key); same++)
        {
            if (!Items<TValue>.Same(taken[same].Value, sent[start + same].Value))
                WriteEntry(writer, taken[same]);
        }
        return same;
    }

    /// <summary>Writes removals and entries from the place on where the keys differ.</summary>
    void WriteRest(MemberWriter writer, int from)
    {
        var before = new Dictionary<TKey, int>(KeyComparer);
        for (int i = start + from; i < sent.Count; i++)
            before[sent[i].Key] = i;
        int last = -1;
        int lastKept = from - 1;
        var added = new List<int>();
        for (int i = from; i < taken.Count; i++)
        {
            // An equal key of another look, such as 1.0 for 1.00, only gets in when the old one is gone; so does one that another has overtaken.
            if (!before.TryGetValue(taken[i].Key, out int old) || old < last || !Items<TKey>.SameKey(sent[old].Key, taken[i].Key))
            {
                added.Add(i);
                continue;
            }
            (last, lastKept) = (old, i);
            before.Remove(taken[i].Key);
            if (!Items<TValue>.Same(taken[i].Value, sent[old].Value))
                WriteEntry(writer, taken[i]);
        }
        foreach (int gone in before.Values.Order())
            writer.Write(1, sent[gone].Key);
        gapsToBe |= before.Count > 0;
        // Only behind all others, and where no place of a removed one is left, does a new key get where it belongs by itself.
        bool areBehind = !gapsToBe && (added.Count == 0 || added[0] > lastKept);
        foreach (int i in added)
            WriteEntry(writer, taken[i], areBehind ? null : start + i);
        gapsToBe &= added.Count == 0;
    }

    /// <summary>
    /// Objects as keys are told apart by reference here, because their own hash code may have changed since they were sent, and texts
    /// by each character, because a comparer may call two the same.
    /// </summary>
    IEqualityComparer<TKey> KeyComparer
        => typeof(TKey).IsValueType ? Dictionary.Comparer
            : typeof(TKey) == typeof(string) ? EqualityComparer<TKey>.Default
            : (IEqualityComparer<TKey>)(object)ReferenceEqualityComparer.Instance;

    /// <param name="place">How many come before it; null: as many as there are, or it has its place already.</param>
    static void WriteEntry(MemberWriter writer, KeyValuePair<TKey, TValue> entry, int? place = null)
    {
        writer.Encoder.Tag(2, WireType.LengthDelimited);
        int message = writer.Encoder.BeginMessage();
        writer.Write(1, entry.Key);
        writer.Write(2, entry.Value);
        if (place is { } number)
        {
            writer.Encoder.Tag(3, WireType.Varint);
            writer.Encoder.Varint((uint)number);
        }
        writer.Encoder.EndMessage(message);
    }

    internal override void Confirm()
    {
        if (noted is not null)
        {
            // If not, something was not noted, or another thread went on meanwhile: the next capture looks at all of it.
            if (!noted.Confirm())
                TouchWhole();
            return;
        }
        OthersHaveGaps = gapsToBe;
        sent.RemoveRange(start, sent.Count - start);
        sent.AddRange(taken);
        taken.Clear();
        UseNotes();
    }

    internal override void Discard()
    {
        taken.Clear();
        noted?.Discard();
    }

    /// <remarks>Who begins with this has no places of removed keys.</remarks>
    internal override bool WriteSent(MemberWriter writer)
    {
        if (noted is { HaveGaps: true })
        {
            LeaveNotes();
            TouchWhole();
        }
        foreach (var entry in noted?.Others ?? (IEnumerable<KeyValuePair<TKey, TValue>>)sent)
            WriteEntry(writer, entry);
        return SentCount > 0;
    }

    internal override void NoteSent()
    {
        Rehash();
        Close();
        OthersHaveGaps = true;
        sent.Clear();
        foreach (var entry in Dictionary)
            sent.Add(new(entry.Key, Items<TValue>.Frozen(entry.Value)));
    }

    internal override void Reach(Reacher reacher)
    {
        bool keys = Codec<TKey>.Instance.HoldsReferences;
        bool values = Codec<TValue>.Instance.HoldsReferences;
        if (!keys && !values)
            return;
        try
        {
            foreach (var entry in Entries)
            {
                if (keys)
                    reacher.Reach(entry.Key);
                if (values)
                    reacher.Reach(entry.Value);
            }
        }
        catch (InvalidOperationException)
        {
            // Another thread changes it. What was not seen here is found when the entries are written, in a round of its own.
        }
    }

    internal override ReachPlace? ReachSome(Reacher reacher, ReachPlace from, int items)
    {
        bool keys = Codec<TKey>.Instance.HoldsReferences;
        bool values = Codec<TValue>.Instance.HoldsReferences;
        if (!keys && !values)
            return null;
        if ((from.Index != 0 && from.Refills != refills) || !Places.TryBegin(Entries, from.Index, out var at))
        {
            Reach(reacher);
            return null;
        }
        for (; items > 0; items--)
        {
            if (!at.MoveNext())
                return null;
            if (keys)
                reacher.Reach(at.Current.Key);
            if (values)
                reacher.Reach(at.Current.Value);
        }
        return new(Places.Of(ref at), refills);
    }

    internal override void Read(MemberReader reader)
    {
        var placed = new PlacedEntries<TKey, TValue>();
        while (reader.NextField(3, out int field))
        {
            if (field == 1)
                Entries.Remove(Key(reader));
            else if (field == 2)
                ReadEntry(reader, placed);
            else if (reader.Decoder.Varint() != 0)
                Entries.Clear();
        }
        if (placed.PutInto(Entries, reader.Decoder))
            refills++;
        if (whole is not null && !Fill(whole) && !reader.IsAhead)
        {
            throw new ReplicationException(
                $"a {TypeNames.Of(typeof(Dictionary<TKey, TValue>))} of {whole.Count} entries has {Dictionary.Count} here: its comparer calls some of the keys equal, because they changed while they were in it");
        }
    }

    Dictionary<TKey, TValue> Entries => whole ?? Dictionary;

    /// <summary>Puts each entry where the hash code that its key has now says. Where keys became equal while they were in it, it stays as it is.</summary>
    void Rehash()
    {
        if (whole is { } entries && AreDifferent(entries.Keys))
            Fill(entries);
        whole = null;
    }

    /// <summary>Leaves no places of removed keys, so that later changes can be noted. Nobody uses it yet.</summary>
    void Close()
    {
        if (Watch is null || !CanNote || !HasGaps)
            return;
        var entries = Dictionary.ToList();
        Dictionary.Clear();
        foreach (var (key, value) in entries)
            Dictionary.Add(key, value);
    }

    bool AreDifferent(Dictionary<TKey, TValue>.KeyCollection keys)
    {
        try
        {
            return new HashSet<TKey>(keys, Dictionary.Comparer).Count == keys.Count;
        }
        // Code of the program may throw anything, and does so again where it uses the dictionary; a takeover does not fail for that.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return false;
        }
    }

    /// <returns>Whether all entries are in it.</returns>
    bool Fill(Dictionary<TKey, TValue> entries)
    {
        Dictionary.Clear();
        foreach (var (key, value) in entries)
            Dictionary.TryAdd(key, value);
        return Dictionary.Count == entries.Count;
    }

    void ReadEntry(MemberReader reader, PlacedEntries<TKey, TValue> placed)
    {
        reader.Decoder.Expect(reader.FieldType, WireType.LengthDelimited);
        int outer = reader.Decoder.Enter();
        TKey? key = default;
        TValue? value = default;
        ulong? place = null;
        while (reader.NextField(3, out int field))
        {
            if (field == 1)
                key = Key(reader);
            else if (field == 2)
                value = reader.Read<TValue>();
            else
                place = reader.Decoder.Varint();
        }
        reader.Decoder.Leave(outer);
        if (key is null)
            throw reader.Decoder.Damaged("an entry without a key");
        if (whole is null && ChangingKeys.Has(key, Dictionary.Comparer))
        {
            whole = ByReference();
            refills++;
        }
        if (place is { } number)
            placed.Add(number, key, value!);
        else
            Entries[key] = value!;
    }

    /// <summary>One by one, because a derived class may enumerate itself in another way.</summary>
    Dictionary<TKey, TValue> ByReference()
    {
        var entries = new Dictionary<TKey, TValue>(Dictionary.Count, new ChangingKeys<TKey>(Dictionary.Comparer));
        foreach (var (key, value) in Dictionary)
            entries.Add(key, value);
        return entries;
    }

    static TKey Key(MemberReader reader) => reader.Read<TKey>() ?? throw reader.Decoder.Damaged("a null key");

    internal override string? KeyOf(object item)
    {
        foreach (var entry in Dictionary)
        {
            if (ReferenceEquals(entry.Value, item) || ReferenceEquals(entry.Key, item))
                return entry.Key is string text ? $"[\"{text}\"]" : $"[{entry.Key}]";
        }
        return null;
    }
}
