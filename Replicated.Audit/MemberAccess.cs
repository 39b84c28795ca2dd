using Replicated.Audit.Decode;

namespace Replicated.Audit;

/// <summary>A store to a replicated member, or the taking of its address, that does not go through a helper.</summary>
/// <param name="Explanation">Why it is right; null if it is not.</param>
/// <param name="Problem">Why it is not.</param>
public sealed record MemberAccess(FieldKey Member, Body Body, Instruction At, Explanation? Explanation, string? Problem)
{
    public override string ToString() => $"{Body} {At} of {Member}: {Explanation?.ToString() ?? Problem}";
}
