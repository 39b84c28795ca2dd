using Replicated.Frames;
using Replicated.Values;

namespace Replicated.Collections;

/// <summary>A <see cref="Random"/> goes on with the same sequence. It is tracked as collections are: drawing from it is no store to a member.</summary>
internal sealed class RandomCodec : CollectionCodec<Random>
{
    /// <summary>Why another one than one made by <c>new Random</c> cannot be replicated.</summary>
    internal const string Refusal = "Random.Shared belongs to the whole process, and what a class derived from Random holds is not seen; give the state a new Random() of its own";

    /// <summary>What does not fit is refused by <see cref="Track"/>, with its own reason.</summary>
    public override bool Fits(object instance) => true;

    public override TrackedCollection Track(object instance, ulong id)
    {
        RandomState.CheckLayout();
        return instance.GetType() == typeof(Random) ? new TrackedRandom(id, (Random)instance, this) : throw UnsupportedCodec.Refusal(instance.GetType());
    }

    public override TrackedCollection Create(ulong id, Construction construction)
    {
        RandomState.CheckLayout();
        return new TrackedRandom(id, RandomState.New(construction.Length) ?? throw new FrameDamagedException($"a Random of {construction.Length} numbers"), this);
    }

    /// <summary>Its numbers come with its first change.</summary>
    public override bool TryEmpty(object instance) => true;
}
