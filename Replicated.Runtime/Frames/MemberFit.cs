namespace Replicated.Frames;

/// <summary>How the values of a member go into the member of another build that has its name.</summary>
internal enum MemberFit
{
    /// <summary>As they are.</summary>
    Same,

    /// <summary>Each of them does, changed in its form.</summary>
    Widening,

    /// <summary>Those that are not too large do.</summary>
    Narrowing,

    /// <summary>They do not.</summary>
    None,
}
