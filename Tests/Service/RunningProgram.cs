using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Replicated.Tests.Service;

/// <summary>A process that a test starts: its lines as they come, and its end. Waits have a deadline that only a hang reaches.</summary>
internal sealed class RunningProgram : IDisposable
{
    static readonly TimeSpan deadline = TimeSpan.FromSeconds(60);

    readonly Process process;
    readonly List<string> lines = [];
    readonly Thread[] readers;

    RunningProgram(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        // Threads of their own: what they read must not wait for the pool, which a busy test run fills.
        readers = [Read(process.StandardOutput), Read(process.StandardError)];
    }

    internal int Id => process.Id;

    /// <summary>All lines so far, of both streams.</summary>
    internal string[] Lines
    {
        get
        {
            lock (lines)
                return [.. lines];
        }
    }

    internal static RunningProgram Start(string file, IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(file)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new RunningProgram(start);
    }

    internal void Tell(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
    }

    internal void EndInput() => process.StandardInput.Close();

    /// <summary>Waits for a line that contains the text and returns it.</summary>
    internal string WaitForLine(string text)
    {
        var watch = Stopwatch.StartNew();
        lock (lines)
        {
            while (true)
            {
                if (lines.Find(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
                    return found;
                if (OutputHasEnded(TimeSpan.Zero) || watch.Elapsed > deadline)
                    throw new AssertionException($"no line with '{text}' came; there were:\n{string.Join('\n', lines)}");
                Monitor.Wait(lines, 100);
            }
        }
    }

    /// <summary>Waits until neither the process nor one that has its output streams lives.</summary>
    /// <returns>The exit code.</returns>
    internal int WaitForEnd() => WaitForEnd(deadline);

    /// <summary>As <see cref="WaitForEnd()"/>, for what takes long on a busy machine.</summary>
    internal int WaitForEnd(TimeSpan deadline)
    {
        if (!OutputHasEnded(deadline) || !process.WaitForExit(deadline))
            throw new AssertionException($"process {Id}, or one that it started, did not end; there was:\n{string.Join('\n', Lines)}");
        return process.ExitCode;
    }

    /// <summary>SIGKILL, to this process alone.</summary>
    internal void Kill() => process.Kill();

    internal void Signal(PosixSignal signal)
    {
        using var kill = Process.Start("kill", [signal == PosixSignal.SIGTERM ? "-TERM" : "-INT", $"{Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    bool OutputHasEnded(TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        return Array.TrueForAll(readers, reader => reader.Join(patience > watch.Elapsed ? patience - watch.Elapsed : TimeSpan.Zero));
    }

    Thread Read(StreamReader stream)
    {
        var reader = new Thread(() => Collect(stream)) { IsBackground = true, Name = $"lines of process {Id}" };
        reader.Start();
        return reader;
    }

    void Collect(StreamReader stream)
    {
        while (stream.ReadLine() is { } line)
        {
            lock (lines)
            {
                lines.Add(line);
                Monitor.PulseAll(lines);
            }
        }
    }
}
