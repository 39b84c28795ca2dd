using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LedgerDemo;

/// <summary>
/// A second process of the demo that outlives it by a moment: however the demo ends, even by SIGKILL, the pipe from it closes, and the guard
/// ends the services that are still running. Their banks end themselves.
/// </summary>
sealed class Guard : IDisposable
{
    readonly Process process;

    internal Guard(string folder)
    {
        ProcessStartInfo start = Programs.Dotnet([typeof(Guard).Assembly.Location, GuardCommand]);
        start.RedirectStandardOutput = false;
        start.RedirectStandardError = false;
        process = Process.Start(start)!;
        process.StandardInput.AutoFlush = true;
        process.StandardInput.WriteLine(folder);
    }

    internal const string GuardCommand = "guard";

    internal void Watch(int service) => process.StandardInput.WriteLine(service.ToString(CultureInfo.InvariantCulture));

    /// <summary>Closes the pipe and waits until the guard has ended what is left and removed the folder.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>The guard's own <c>Main</c>.</summary>
    internal static int Run(TextReader pipe)
    {
        // Ctrl+C reaches all processes of a terminal; the guard leaves when the demo has.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        using PosixSignalRegistration hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);

        string? folder = pipe.ReadLine();
        var watched = new List<OtherProcess>();
        while (pipe.ReadLine() is { } line)
        {
            if (OtherProcess.Find(int.Parse(line, CultureInfo.InvariantCulture)) is { } service)
                watched.Add(service);
        }

        watched.ForEach(service => service.Kill());
        if (folder is not null && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return 0;
    }
}
