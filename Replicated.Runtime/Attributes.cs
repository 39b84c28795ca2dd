namespace Replicated;

/// <summary>
/// Marks state that must survive the loss of the process. On a class: all its instance fields, and those of all classes derived from it,
/// marked or not, since a member of its type can hold them. On a field, auto-property or event: this one; static ones are roots of the
/// replicated state. A name that starts with <c>Replicated</c> says the same.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Event | AttributeTargets.Method)]
public sealed class ReplicatedAttribute : Attribute
{
    /// <summary>
    /// The member is looked at again at every commit and sent where it is not what was sent last; on a class: each member that the class
    /// declares. For members that are written where the build cannot see it: through a <c>ref</c> or span that is kept, by reflection, by
    /// code that is not woven. Costs each commit the writing of these members of all attached objects.
    /// </summary>
    public bool Compare { get; set; }

    /// <summary>
    /// What the member, or with its namespace the type, was called in earlier builds, so that nodes of earlier and later builds follow each
    /// other: <c>Bank.Konto</c>, of a nested one <c>Bank.Konto+Buchung</c>, of a generic one <c>Bank.Page`1</c>. It can be removed when no
    /// node runs an earlier build, and a later one has been active once.
    /// </summary>
    public string? FormerName { get; set; }

    /// <summary>
    /// Of a member that is a number: builds in which it has room for fewer values may follow this one, and this one builds in which it has
    /// room for more. A value that does not fit makes the standby not ready, and is named.
    /// </summary>
    public bool Narrowing { get; set; }
}

/// <summary>
/// Leaves a member of a replicated type out: it has its default value after a takeover until the program rebuilds it. On a class or method:
/// only its name looks like a mark; on a class derived from a replicated one: its own fields are left out.
/// </summary>
/// <param name="rebuilt">How the program rebuilds the member after a takeover, for the next reader of the code.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Event | AttributeTargets.Method)]
public sealed class NotReplicatedAttribute(string rebuilt) : Attribute
{
    /// <summary>How the program rebuilds the member after a takeover.</summary>
    public string Rebuilt { get; } = rebuilt;
}

/// <summary>
/// Marks the method of a replicated class that rebuilds, on a standby, what is not replicated of its object: caches, indexes, links to what
/// each node has by itself. An instance method without parameters that returns nothing; derived classes inherit it.
/// </summary>
/// <remarks>
/// A standby makes objects without running a constructor. The method is called once for each object, after the frame that brought it, when
/// all objects of the frame have their members: that of the base class first. It may not change replicated state. It runs in a thread of the
/// runtime and before <c>Main</c>. If it throws, the state is followed all the same, the standby is not ready and says why, and the method is
/// called again after later frames.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnReplicatedAttribute : Attribute;
