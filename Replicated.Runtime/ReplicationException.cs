namespace Replicated;

/// <summary>Replication could not do what was asked. Nothing that was committed before is affected.</summary>
public class ReplicationException : Exception
{
    public ReplicationException()
    {
    }

    public ReplicationException(string message)
        : base(message)
    {
    }

    public ReplicationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A commit in a process that neither follows nor is followed: nothing would be replicated.</summary>
public sealed class ReplicationNotStartedException : ReplicationException
{
    public ReplicationNotStartedException()
        : base("Replication has not started, so this commit would protect nothing. Run the program under 'replicated-standby run', call Replication.Start() first in Main, or call Replication.RunAlone() where no standby is wanted (a unit test, a debugging session).")
    {
    }

    public ReplicationNotStartedException(string message)
        : base(message)
    {
    }

    public ReplicationNotStartedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
