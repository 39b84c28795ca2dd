namespace Replicated;

/// <summary>
/// Marks state that must survive the loss of the process. On a class: all its instance fields, also those of derived classes that are
/// marked themselves. On a field or property: this one; static members are roots of the replicated state.
/// A name that starts with <c>Replicated</c> says the same.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Method)]
public sealed class ReplicatedAttribute : Attribute;

/// <summary>Leaves a member of a replicated type out: it has its default value after a takeover until the program rebuilds it.</summary>
/// <param name="rebuilt">How the program rebuilds the member after a takeover, for the next reader of the code.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class NotReplicatedAttribute(string rebuilt) : Attribute
{
    /// <summary>How the program rebuilds the member after a takeover.</summary>
    public string Rebuilt { get; } = rebuilt;
}
