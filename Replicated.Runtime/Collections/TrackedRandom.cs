using Replicated.Marks;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>A <see cref="Random"/> whose state is compared at each capture; of one made with a seed, the numbers that changed are sent.</summary>
internal sealed class TrackedRandom(ulong id, Random random, RandomCodec codec) : TrackedCollection(id, random)
{
    const int RunField = 1;

    readonly int length = RandomState.LengthOf(random);

    /// <summary>What was sent or received last; null: nothing yet.</summary>
    int[]? sent;

    /// <summary>What the capture that runs has taken.</summary>
    int[] taken = new int[RandomState.LengthOf(random)];

    internal override ICollectionCodec Codec => codec;

    internal override Construction Construction => new() { Length = length };

    internal override bool WriteChanges(MemberWriter writer, ReadOnlySpan<ItemRange> touched)
    {
        RandomState.Read((Random)Instance!, taken);
        if (sent is not null && taken.AsSpan().SequenceEqual(sent))
            return false;
        Runs<int>.Write(writer, RunField, 0, taken, sent);
        return true;
    }

    internal override void Confirm() => (sent, taken) = (taken, sent ?? new int[length]);

    internal override void Discard()
    {
    }

    internal override bool WriteSent(MemberWriter writer)
    {
        if (sent is null)
            return false;
        Runs<int>.Write(writer, RunField, 0, sent, []);
        return true;
    }

    /// <summary>What was received is noted already; if something here has drawn since, the next capture says so.</summary>
    internal override void NoteSent()
    {
    }

    internal override void Reach(Reacher reacher)
    {
    }

    internal override void Read(MemberReader reader)
    {
        sent ??= new int[length];
        while (reader.NextField(RunField, out _))
            Runs<int>.Read(reader, sent);
        RandomState.Write((Random)Instance!, sent);
    }

    internal override string? KeyOf(object item) => null;
}
