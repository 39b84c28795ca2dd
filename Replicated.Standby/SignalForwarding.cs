using System.Diagnostics;
using System.Runtime.InteropServices;
using Replicated.Takeover;

namespace Replicated.Standby;

/// <summary>
/// Hands the signals that ask for an end on to the program, and kills it where it does not end in time. The service itself does not end
/// by them: it would take the program with it at once.
/// </summary>
internal sealed class SignalForwarding : IDisposable
{
    readonly TimeSpan stopTimeout;
    readonly List<PosixSignalRegistration> registrations = [];
    readonly Lock gate = new();

    /// <summary>Null until the process runs; a signal that came earlier waits in <see cref="pending"/>.</summary>
    Process? process;
    PosixSignal? pending;
    bool stopping;

    internal SignalForwarding(TimeSpan stopTimeout)
    {
        this.stopTimeout = stopTimeout;
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP })
            registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
    }

    internal void Begin(Process started)
    {
        PosixSignal? earlier;
        lock (gate)
        {
            process = started;
            earlier = pending;
        }
        if (earlier is { } signal)
            Hand(signal);
    }

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
    }

    void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (gate)
        {
            if (process is null)
            {
                pending = context.Signal;
                return;
            }
        }
        Hand(context.Signal);
    }

    void Hand(PosixSignal signal)
    {
        bool first;
        lock (gate)
        {
            first = !stopping;
            stopping = true;
        }
        var known = KnowsAlready(signal);
        ServiceLog.Line(known
            ? $"{signal}: the terminal told process {process!.Id} as well; it has {stopTimeout.TotalSeconds:0.###} s to end."
            : $"{signal}: handed on to process {process!.Id}, which has {stopTimeout.TotalSeconds:0.###} s to end.");
        if (!known)
            Send(signal == PosixSignal.SIGINT ? Posix.SigInt : Posix.SigTerm);
        if (first)
            _ = KillLaterAsync(known);
    }

    /// <summary>
    /// A key in the terminal signals the whole foreground group, the program with it: told twice, many programs end without care.
    /// On Windows a console does the same, and there is no way to hand a signal on.
    /// </summary>
    static bool KnowsAlready(PosixSignal signal) =>
        OperatingSystem.IsWindows() || (signal != PosixSignal.SIGTERM && Posix.ForegroundGroup(0) == Posix.ProcessGroup());

    async Task KillLaterAsync(bool known)
    {
        if (known)
        {
            // The signal may have been sent to this process alone after all.
            await Task.Delay(stopTimeout / 2);
            if (!process!.HasExited && !OperatingSystem.IsWindows())
            {
                ServiceLog.Line($"process {process.Id} still runs: it is told again, by SIGTERM.");
                Send(Posix.SigTerm);
            }
            await Task.Delay(stopTimeout / 2);
        }
        else
        {
            await Task.Delay(stopTimeout);
        }
        if (process!.HasExited)
            return;
        ServiceLog.Line($"process {process.Id} did not end within {stopTimeout.TotalSeconds:0.###} s: it is killed; the last changes it did not commit are lost.");
        process.Kill();
    }

    void Send(int signal)
    {
        if (!OperatingSystem.IsWindows() && !process!.HasExited)
            _ = Posix.Kill(process.Id, signal);
    }
}
