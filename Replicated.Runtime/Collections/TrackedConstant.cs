using Replicated.Frames;
using Replicated.Marks;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>A collection that never changes.</summary>
internal sealed class TrackedConstant<TCollection> : TrackedCollection
    where TCollection : class
{
    readonly ConstantCodec<TCollection> codec;
    Construction construction;

    internal TrackedConstant(ulong id, TCollection? collection, ConstantCodec<TCollection> codec, Construction construction)
        : base(id, collection)
    {
        this.codec = codec;
        this.construction = construction;
    }

    internal override ICollectionCodec Codec => codec;

    internal override Construction Construction => construction;

    internal override bool IsConstant => true;

    internal override void Complete()
    {
        if (Instance is not null || construction.Contents is not { } reader)
            return;
        int place = reader.Decoder.Position;
        int size = reader.Decoder.Remaining;
        TCollection? made;
        try
        {
            made = codec.ReadContents(reader, construction);
        }
        // What compares the items may be code of the app.
        catch (Exception exception) when (exception is not OutOfMemoryException and not ReplicationException)
        {
            throw new FrameDamagedException($"a {TypeNames.Of(typeof(TCollection))} cannot be made: {exception.Message}");
        }
        if (reader.TakePutOff())
        {
            reader.Decoder.Seek(place, size);
            return;
        }
        Instance = made;
        construction = construction with { Contents = null, Derived = null };
    }

    internal override object? Within => Instance is TCollection collection ? codec.Within(collection) : null;

    internal override void WriteContents(MemberWriter writer)
    {
        writer.References.Watch = Within is null ? null : Watch;
        try
        {
            codec.WriteContents(writer, (TCollection)Instance!);
        }
        finally
        {
            writer.References.Watch = null;
        }
    }

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

    /// <summary>What it refers to was attached when its contents were written, with its id.</summary>
    internal override void Reach(Reacher reacher)
    {
    }

    internal override void Read(MemberReader reader) => throw reader.Decoder.Damaged($"a change of a {TypeNames.Of(typeof(TCollection))}");

    internal override string? KeyOf(object item) => codec.KeyOf((TCollection)Instance!, item);
}
