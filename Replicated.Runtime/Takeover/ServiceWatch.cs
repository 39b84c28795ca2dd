using System.Diagnostics;
using System.IO.Pipes;

namespace Replicated.Takeover;

/// <summary>Ends this process at once when the service that started it dies, so that what nobody supervises does not go on.</summary>
/// <remarks>
/// The service holds the other end of a pipe and never writes to it; the kernel closes that end when the service dies, however it dies.
/// The signal that Linux can send on a parent's death is of no use: it follows the death of the thread that started the process.
/// </remarks>
internal static class ServiceWatch
{
    /// <summary>The standard error stream may be a pipe that nobody reads any more: the line is not worth waiting for.</summary>
    static readonly TimeSpan lineTimeMax = TimeSpan.FromMilliseconds(20);

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
        // Used once before they are needed: what follows the end of the pipe must not wait for code to be compiled.
        _ = Console.Error;
        Kill(0);
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

    /// <summary>No exit handlers, no finalisers: they belong to an orderly end, and each could block.</summary>
    static void End()
    {
        var line = new Thread(() => StandardError.Line("the service of this process died, so the process ends at once; nothing more is acknowledged by it.")) { IsBackground = true };
        line.Start();
        line.Join(lineTimeMax);
        Kill(Posix.SigKill);
    }

    /// <param name="signal">0 does nothing.</param>
    static void Kill(int signal)
    {
        if (!OperatingSystem.IsWindows())
            _ = Posix.Kill(Environment.ProcessId, signal);
        else if (signal != 0)
            Process.GetCurrentProcess().Kill();
    }
}
