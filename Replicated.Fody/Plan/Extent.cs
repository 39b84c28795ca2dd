namespace Replicated.Fody.Plan;

/// <summary>How much of a class is replicated.</summary>
internal enum Extent
{
    Nothing,

    /// <summary>The members that are marked themselves.</summary>
    MarkedMembers,

    /// <summary>All instance fields but those left out.</summary>
    Whole,
}
