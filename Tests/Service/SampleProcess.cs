using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Replicated.Tests.Service;

/// <summary>A sample that serves HTTP on a free port, as a process of its own: under the service, or started as it is.</summary>
internal sealed class SampleProcess : IDisposable
{
    readonly RunningProgram program;
    readonly bool underService;
    HttpClient? http;

    SampleProcess(RunningProgram program, bool underService) => (this.program, this.underService) = (program, underService);

    internal string[] Lines => program.Lines;

    /// <summary>Where the node listens.</summary>
    internal string NodeAddress => program.WaitForLine(" listens on ").Split(" listens on ")[1].Split("; ")[0];

    /// <summary>Waits until <c>Main</c> serves, so until the node is active.</summary>
    internal HttpClient Http => http ??= new HttpClient { BaseAddress = new Uri(program.WaitForLine("Now listening on: ").Split("Now listening on: ")[1]) };

    /// <summary>Its own <c>Main</c> starts replication.</summary>
    internal static SampleProcess Start(string program, string[] arguments, params (string Option, string Value)[] options) =>
        new(RunningProgram.Start("dotnet", [program, .. WithPort(arguments), .. options.SelectMany(option => (string[])[$"--Replicated:{option.Option}", option.Value])]), underService: false);

    internal static SampleProcess StartUnderService(string program, string[] arguments, params string[] options) =>
        new(TestPrograms.StartService(["run", program, .. options, "--", .. WithPort(arguments)]), underService: true);

    /// <summary>SIGKILL to the sample's process, which under the service is not the one that was started.</summary>
    internal void Kill()
    {
        if (!underService)
        {
            program.Kill();
            return;
        }
        string[] words = program.WaitForLine("replicated-standby: started").Split(' ');
        using var sample = Process.GetProcessById(int.Parse(words[Array.IndexOf(words, "process") + 1], CultureInfo.InvariantCulture));
        sample.Kill();
    }

    /// <summary>Asks for an orderly end.</summary>
    /// <returns>The exit code.</returns>
    internal int Stop()
    {
        program.Signal(PosixSignal.SIGTERM);
        return program.WaitForEnd();
    }

    public void Dispose()
    {
        http?.Dispose();
        program.Dispose();
    }

    static string[] WithPort(string[] arguments) => ["--urls", "http://127.0.0.1:0", .. arguments];
}
