using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using Replicated.Marks;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>
/// What a <see cref="KeyedCollection{TKey, TItem}"/> holds itself: message { list = 1; dictionary = 2, once it has one; keys counted before it has
/// one = 3; of how many keys on it has one = 4 }.
/// </summary>
internal sealed class TrackedKeyedCollection<TKey, T>(ulong id, KeyedCollection<TKey, T> collection, KeyedCollectionCodec<TKey, T> codec, ComparerName comparer)
    : TrackedCollection(id, collection)
    where TKey : notnull
{
    const int ListField = 1;
    const int DictionaryField = 2;
    const int KeysField = 3;
    const int ThresholdField = 4;

    /// <summary>What was sent or received last; null: nothing yet.</summary>
    State? sent;
    State? taken;

    internal override ICollectionCodec Codec => codec;

    internal override Construction Construction => new() { Comparer = comparer };

    KeyedCollection<TKey, T> Collection => (KeyedCollection<TKey, T>)Instance!;

    State Now => new((List<T>)Within<T>.Items(Collection), Dictionary(Collection), KeyCount(Collection), Threshold(Collection));

    internal override bool WriteChanges(MemberWriter writer, ReadOnlySpan<ItemRange> touched)
    {
        taken = Now;
        if (taken == sent)
            return false;
        Write(writer, taken);
        return true;
    }

    static void Write(MemberWriter writer, State state)
    {
        writer.Write(ListField, state.List);
        writer.Write(DictionaryField, state.Dictionary);
        writer.Write(KeysField, state.KeyCount);
        writer.Write(ThresholdField, state.Threshold);
    }

    internal override void Confirm() => sent = taken;

    internal override void Discard()
    {
    }

    internal override bool WriteSent(MemberWriter writer)
    {
        if (sent is null)
            return false;
        Write(writer, sent);
        return true;
    }

    internal override void NoteSent() => sent = Now;

    internal override void Reach(Reacher reacher)
    {
        var now = Now;
        reacher.Reach(now.List);
        reacher.Reach(now.Dictionary);
    }

    internal override void Read(MemberReader reader)
    {
        while (reader.NextField(ThresholdField, out int field))
        {
            switch (field)
            {
                case ListField: Within<T>.List(Collection) = reader.Read<List<T>>() ?? throw reader.Decoder.Damaged("a keyed collection without a list"); break;
                case DictionaryField: Dictionary(Collection) = reader.Read<Dictionary<TKey, T>>(); break;
                case KeysField: KeyCount(Collection) = reader.Read<int>(); break;
                case ThresholdField: Threshold(Collection) = reader.Read<int>(); break;
            }
        }
    }

    internal override string? KeyOf(object item) => item is List<T> ? "" : ".Dictionary";

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "dict")]
    static extern ref Dictionary<TKey, T>? Dictionary(KeyedCollection<TKey, T> collection);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "keyCount")]
    static extern ref int KeyCount(KeyedCollection<TKey, T> collection);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "threshold")]
    static extern ref int Threshold(KeyedCollection<TKey, T> collection);

    sealed record State(List<T> List, Dictionary<TKey, T>? Dictionary, int KeyCount, int Threshold);
}
