namespace Replicated;

/// <summary>How far a commit has got. Each level includes those before it.</summary>
public enum CommitLevel
{
    /// <summary>Captured into a frame and kept in the log of this process. Lost if the process dies now.</summary>
    Local,

    /// <summary>Handed to the network for a standby of the in-sync set.</summary>
    Sent,

    /// <summary>In the memory of every member of the in-sync set: it survives the loss of this process.</summary>
    Received,

    /// <summary>Applied to the objects of every member of the in-sync set.</summary>
    Applied,

    /// <summary>On the disk of every member of the in-sync set. Not available: there is no journal yet.</summary>
    Durable,
}
