namespace Replicated.Takeover;

/// <summary>Exit codes of replicated-standby, and of a process that it runs when that ends before <c>Main</c>. Documented in docs/exit-codes.md.</summary>
internal static class ExitCodes
{
    internal const int Done = 0;

    /// <summary>The command line or an option is wrong.</summary>
    internal const int Usage = 100;

    /// <summary>The program to run is not there, or is none that can be run.</summary>
    internal const int NoApplication = 101;

    /// <summary>The program's process could not be started.</summary>
    internal const int CannotStart = 102;

    /// <summary>A node did not answer.</summary>
    internal const int NoAnswer = 103;

    /// <summary>A node refused to be promoted.</summary>
    internal const int Refused = 104;

    /// <summary>A node answered that it is not ready.</summary>
    internal const int NotReady = 105;

    /// <summary>Nothing in the program is woven.</summary>
    internal const int NotWoven = 110;

    /// <summary>A type initialiser of replicated state failed.</summary>
    internal const int InitialiserFailed = 111;

    /// <summary>The address of <c>--listen</c> cannot be had.</summary>
    internal const int CannotListen = 112;

    /// <summary>The lease store cannot be used, or holds a damaged record.</summary>
    internal const int NoLeaseStore = 113;

    /// <summary>The cluster refused this node, or replication could not start for another reason that the message tells.</summary>
    internal const int CannotReplicate = 114;

    /// <summary>A defect of Replicated itself.</summary>
    internal const int Defect = 119;
}
