using Replicated.Frames;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>
/// Copies values that may change where they are held, to compare with later: as they would travel, but for what they refer to.
/// </summary>
internal static class Copies
{
    internal static T Of<T>(T value)
    {
        var seen = new Seen();
        var encoder = new Encoder();
        new MemberWriter(encoder, seen).Write(1, value);
        var decoder = new Decoder();
        decoder.Reset(encoder.Written.ToArray());
        var reader = new MemberReader(decoder, new Same(seen));
        return reader.NextField(1, out _) ? reader.Read<T>() : value;
    }

    /// <summary>Numbers what the value refers to.</summary>
    sealed class Seen : ReferenceWriter
    {
        internal List<object> All { get; } = [];

        internal override ulong IdOf(IReplicated value) => Note(value);

        internal override ulong IdOf(object collection, ICollectionCodec codec) => Note(collection);

        internal override int NumberOf(Codec codec) => (int)Note(codec);

        internal override int NumberOf(DelegateMethod method) => (int)Note(method);

        ulong Note(object value)
        {
            All.Add(value);
            return (ulong)All.Count;
        }
    }

    /// <summary>The copy refers to the same.</summary>
    sealed class Same(Seen seen) : ReferenceReader
    {
        internal override object? Find(ulong id) => seen.All[(int)id - 1];

        internal override Codec? CodecOf(ulong number) => (Codec)seen.All[(int)number - 1];

        internal override DelegateMethod? MethodOf(ulong number) => (DelegateMethod)seen.All[(int)number - 1];
    }
}
