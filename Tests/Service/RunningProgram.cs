using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Replicated.Tests.Service;

/// <summary>A process that a test starts: its lines as they come, and its end. Waits have a deadline that only a hang reaches.</summary>
internal sealed class RunningProgram : IDisposable
{
    static readonly TimeSpan deadline = TimeSpan.FromSeconds(60);

    readonly Process process;
    readonly List<string> lines = [];
    readonly Task outputEnd;

    RunningProgram(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        outputEnd = Task.WhenAll(Task.Run(() => Collect(process.StandardOutput)), Task.Run(() => Collect(process.StandardError)));
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
                if (outputEnd.IsCompleted || watch.Elapsed > deadline)
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
        if (!outputEnd.Wait(deadline) || !process.WaitForExit(deadline))
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
