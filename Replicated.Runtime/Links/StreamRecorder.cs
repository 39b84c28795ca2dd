namespace Replicated.Links;

/// <summary>Appends whole messages to a file that <c>protoc --decode=replicated.Stream</c> reads.</summary>
internal sealed class StreamRecorder(string path) : IDisposable
{
    readonly Lock gate = new();
    readonly FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1 << 16);

    /// <summary>Appends one message that comes in two pieces.</summary>
    internal void Append(ReadOnlySpan<byte> header, ReadOnlySpan<byte> rest)
    {
        lock (gate)
        {
            file.Write(header);
            file.Write(rest);
            // A process that is killed must have written what it sent.
            file.Flush();
        }
    }

    public void Dispose() => file.Dispose();
}
