namespace Replicated.Takeover;

/// <summary>
/// The type initialisers that give roots their first values run before <c>Main</c> on a node that the service started, so one that
/// reads what <c>Main</c> sets fails there, and the platform keeps the failure for the life of the process.
/// </summary>
internal static class RootInitialisers
{
    /// <exception cref="StartupException">One failed: every later use of its type would fail too, so this node is not ready and must not become active.</exception>
    internal static void Check(IReadOnlyList<(Type Type, Exception Failure)> failures)
    {
        if (failures.Count == 0)
            return;
        var named = failures.Select(failed => $"{failed.Type.FullName} ({Cause(failed.Failure)})");
        throw new StartupException(
            ExitCodes.InitialiserFailed,
            $"This node is not ready: type initialisers of replicated state failed before Main: {string.Join("; ", named)}. They run before Main, so that they cannot overwrite state that is taken over. Move what they read out of Main (into the initialiser, or a configuration file); or start the program without the service and call Replication.Start() in Main after what they need.",
            failures[0].Failure);
    }

    static string Cause(Exception failure)
    {
        var cause = failure;
        while (cause is TypeInitializationException { InnerException: { } inner })
            cause = inner;
        return $"{cause.GetType().Name}: {cause.Message}";
    }
}
