using System.Diagnostics.CodeAnalysis;
using Replicated;
using Replicated.Takeover;

/// <summary>
/// Called by the runtime before <c>Main</c> in a process whose environment names this assembly in <c>DOTNET_STARTUP_HOOKS</c>; the
/// name and the missing namespace are the platform's rule.
/// </summary>
internal static class StartupHook
{
    /// <summary>Returns when <c>Main</c> may run.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "The runtime loaded this hook from a file; a program of one file has none and calls Replication.Start.")]
    public static void Initialize()
    {
        try
        {
            Startup.EnterFromHook(typeof(StartupHook).Assembly.Location);
        }
        catch (Exception failure)
        {
            // An exception that leaves a hook ends the process with the whole stack and a dump: one sentence says more.
            var (exitCode, text) = Explain(failure);
            StandardError.Line($"{text} The process ends with exit code {exitCode}.");
            Environment.Exit(exitCode);
        }
    }

    static (int ExitCode, string Text) Explain(Exception failure) => failure switch
    {
        StartupException startup => (startup.ExitCode, startup.Message),
        ReplicationException refused => (ExitCodes.CannotReplicate, refused.Message),
        IOException store => (ExitCodes.NoLeaseStore, store.Message),
        _ => (ExitCodes.Defect, $"A defect of Replicated, please report it: {failure.GetType().Name}: {failure.Message} {failure.StackTrace?.Split('\n')[0].Trim()}"),
    };
}
