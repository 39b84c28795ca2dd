using System.IO.Pipes;

namespace Replicated.Takeover;

/// <summary>Ends this process at once when the service that started it dies, so that what nobody supervises does not go on.</summary>
/// <remarks>
/// The service holds the other end of a pipe and never writes to it; the kernel closes that end when the service dies, however it dies.
/// The signal that Linux can send on a parent's death is of no use: it follows the death of the thread that started the process.
/// </remarks>
internal static class ServiceWatch
{
    const string died = "the service of this process died";

    /// <exception cref="StartupException">The pipe is not there: the service is gone already, or never was.</exception>
    internal static void Start(string pipe)
    {
        AnonymousPipeClientStream stream;
        try
        {
            stream = new AnonymousPipeClientStream(PipeDirection.In, pipe);
        }
        catch (Exception failure) when (failure is IOException or ArgumentException)
        {
            throw new StartupException(ExitCodes.CannotStart, $"The pipe to the service ({ServiceEnvironment.WatchVariable}={pipe}) is not open in this process ({failure.Message}). Start the program with 'replicated-standby run', which opens it.", failure);
        }
        ProcessEnd.Prepare();
        new Thread(() => Watch(stream)) { IsBackground = true, Name = "Replicated service watch", Priority = ThreadPriority.Highest }.Start();
    }

    static void Watch(AnonymousPipeClientStream pipe)
    {
        try
        {
            while (pipe.ReadByte() >= 0)
            {
            }
        }
        catch (IOException)
        {
            // An end of the pipe that cannot be read says the same.
        }
        End();
    }

    /// <summary>First nothing more is acknowledged, and the standbys are told; the line comes after that.</summary>
    static void End() => ProcessEnd.AtOnce(
        ExitCodes.CannotStart,
        () => Participation.StopAcknowledging(died),
        () => StandardError.Line($"{died}, so the process ends at once; nothing more is acknowledged by it."));
}
