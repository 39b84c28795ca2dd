namespace Replicated.Takeover;

/// <summary>This process cannot take part in its cluster; under the service it ends with the exit code.</summary>
internal sealed class StartupException : ReplicationException
{
    internal StartupException(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    internal StartupException(int exitCode, string message, Exception cause)
        : base(message, cause) => ExitCode = exitCode;

    internal int ExitCode { get; }
}
