using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Replicated.Takeover;

/// <summary>
/// Ends this process where it can no longer be let run. Exit handlers and finalisers are left out: they belong to an orderly end, each
/// could block, and until they are done the process would go on with work that is lost.
/// </summary>
internal static class ProcessEnd
{
    /// <summary>What each last step may take. It may block for ever: on a lock, on a pipe that nobody reads, in the app's logger.</summary>
    static readonly TimeSpan stepTimeMax = TimeSpan.FromMilliseconds(30);

    /// <summary>1 from the first call on. A last step may come to the same end by itself.</summary>
    static int ending;

    /// <summary>Uses once what <see cref="AtOnce"/> needs: the end must not wait for code to be compiled.</summary>
    internal static void Prepare()
    {
        _ = Console.Error;
        Marshal.PrelinkAll(typeof(Posix));
    }

    /// <summary>Takes the last steps, each on a thread of its own and for a short time only, and ends the process.</summary>
    internal static void AtOnce(int exitCode, params Action[] lastSteps)
    {
        if (Interlocked.Exchange(ref ending, 1) != 0)
            return;
        foreach (var step in lastSteps)
        {
            var thread = new Thread(() => step()) { IsBackground = true, Name = "replicated: end" };
            thread.Start();
            thread.Join(stepTimeMax);
        }
        if (!OperatingSystem.IsWindows())
            Posix.Exit(exitCode);
        Process.GetCurrentProcess().Kill();
    }
}
