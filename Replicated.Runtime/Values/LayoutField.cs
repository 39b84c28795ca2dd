using Replicated.Frames;

namespace Replicated.Values;

/// <summary>A field of a <see cref="Layout"/>.</summary>
/// <param name="Announced">What others are told of it; without a name: nobody writes it any more.</param>
internal sealed record LayoutField(MemberShape Announced)
{
    /// <summary>The member of this build that it is, or <see cref="MemberMatch.None"/>.</summary>
    internal int Member { get; init; } = MemberMatch.None;

    /// <summary>From the field to the member; null: as it is.</summary>
    internal Conversion? Reading { get; init; }

    /// <summary>From the member to the field; null: as it is.</summary>
    internal Conversion? Writing { get; init; }

    /// <summary>Reads and writes what no member of this build stands for, so that it can be handed on.</summary>
    internal Codec? Unknown { get; init; }
}
