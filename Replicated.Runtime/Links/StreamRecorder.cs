namespace Replicated.Links;

/// <summary>Appends whole messages to a file that <c>protoc --decode=replicated.Stream</c> reads.</summary>
/// <param name="path">The file.</param>
/// <param name="onFailure">Told, once, why nothing more is recorded. Called while a link holds its lock.</param>
internal sealed class StreamRecorder(string path, Action<string> onFailure) : IDisposable
{
    readonly Lock gate = new();
    readonly FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1 << 16);
    bool hasFailed;

    /// <summary>Appends one message that comes in two pieces.</summary>
    internal void Append(ReadOnlySpan<byte> header, ReadOnlySpan<byte> rest)
    {
        lock (gate)
        {
            if (hasFailed)
                return;
            try
            {
                file.Write(header);
                file.Write(rest);
                // A process that is killed must have written what it sent.
                file.Flush();
            }
            // A full disk must not end the program for whose diagnosis this is.
            catch (IOException failure)
            {
                hasFailed = true;
                onFailure(failure.Message);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            hasFailed = true;
            try
            {
                file.Dispose();
            }
            catch (IOException)
            {
                // What could not be written was said when it failed.
            }
        }
    }
}
