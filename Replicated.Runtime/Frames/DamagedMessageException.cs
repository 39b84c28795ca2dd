namespace Replicated.Frames;

/// <summary>Bytes that arrived are not what the schema says. The message says where; the link they came from must be closed.</summary>
internal sealed class DamagedMessageException : Exception
{
    internal DamagedMessageException(string message)
        : base(message)
    {
    }

    internal DamagedMessageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
