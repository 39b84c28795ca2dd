namespace Replicated.Audit.Flow;

/// <summary>What an instruction does with an address.</summary>
enum AddressUse
{
    Read,

    /// <summary>What it makes is followed.</summary>
    Follow,

    /// <summary>Writes, and cannot throw after that.</summary>
    Write,

    /// <summary>Runs code that may write and may throw.</summary>
    Call,

    /// <summary>Can outlive the method.</summary>
    Keep,
}
