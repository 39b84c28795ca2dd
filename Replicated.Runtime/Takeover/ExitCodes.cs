namespace Replicated.Takeover;

/// <summary>Exit codes of replicated-standby, and of a process that it runs when that ends before <c>Main</c>. The same table is in docs/exit-codes.md.</summary>
internal static class ExitCodes
{
    internal const int Done = 0;
    internal const int Usage = 100;
    internal const int NoApplication = 101;
    internal const int CannotStart = 102;
    internal const int NoAnswer = 103;
    internal const int Refused = 104;
    internal const int NotReady = 105;
    internal const int NotWoven = 110;
    internal const int InitialiserFailed = 111;
    internal const int CannotListen = 112;
    internal const int NoLeaseStore = 113;
    internal const int CannotReplicate = 114;
    internal const int Deposed = 115;
    internal const int Defect = 119;

    internal static readonly IReadOnlyDictionary<int, string> Meanings = new SortedDictionary<int, string>
    {
        [Usage] = "the command line, an environment variable or an option is wrong",
        [NoApplication] = "the program to run is not there, or is no .NET program that can be run",
        [CannotStart] = "the program's process could not be started, or lost its service while it started",
        [NoAnswer] = "a node did not answer",
        [Refused] = "a node refused to be promoted",
        [NotReady] = "a node answered that it is not ready",
        [NotWoven] = "nothing in the program is woven, or an assembly is not that must be",
        [InitialiserFailed] = "a type initialiser of replicated state failed before Main",
        [CannotListen] = "the address of --listen cannot be had",
        [NoLeaseStore] = "the lease store cannot be used, or its record is damaged",
        [CannotReplicate] = "the cluster refused the node, or replication could not start",
        [Deposed] = "the program was active and lost the right to be",
        [Defect] = "a defect of Replicated itself",
    };
}
