using System.Diagnostics;
using System.Text.Json;

namespace LedgerDemo;

/// <summary>One node: the service, and the bank's process that it runs.</summary>
sealed class Node : IDisposable
{
    readonly Programs programs;
    readonly string address;
    readonly Process service;
    readonly StreamWriter log;

    Node(string name, Programs programs, string address, Uri http, Process service, StreamWriter log)
    {
        (Name, this.programs, this.address, Http, this.service, this.log) = (name, programs, address, http, service, log);
        service.OutputDataReceived += Write;
        service.ErrorDataReceived += Write;
        service.BeginOutputReadLine();
        service.BeginErrorReadLine();
    }

    internal string Name { get; }

    /// <summary>Where the bank listens once this node is active.</summary>
    internal Uri Http { get; }

    internal int ServiceId => service.Id;

    internal bool ServiceHasExited => service.HasExited;

    /// <summary>The bank's process; known after <see cref="FindAppAsync"/>.</summary>
    internal OtherProcess? App { get; private set; }

    internal static Node Start(string name, Programs programs, Folders folders, bool ackBeforeCommit)
    {
        string address = $"127.0.0.1:{FreePort.Take()}";
        var http = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        ProcessStartInfo start = Programs.Dotnet(
        [
            programs.Standby, "run", programs.Ledger,
            "--cluster", "ledger-demo", "--node", name, "--lease", $"file:{folders.Lease}", "--listen", address,
            "--", "--urls", http.ToString(), "--alone", "accept", "--ack-before-commit", ackBeforeCommit ? "true" : "false",
        ]);
        Process service = Process.Start(start) ?? throw new DemoException($"The service of {name} could not be started.");
        return new Node(name, programs, address, http, service, File.CreateText(Path.Combine(folders.Logs, $"{name}.log")));
    }

    /// <summary>Asks the node which process runs the bank, as an operator would.</summary>
    /// <returns>Whether the node has an answer already.</returns>
    internal async Task<bool> FindAppAsync(CancellationToken cancellationToken)
    {
        if (service.HasExited)
            throw new DemoException($"The service of {Name} ended with exit code {service.ExitCode}.");
        using Process status = Process.Start(Programs.Dotnet([programs.Standby, "status", "--json", "--at", address]))!;
        Task<string> errors = status.StandardError.ReadToEndAsync(cancellationToken);
        string answer = await status.StandardOutput.ReadToEndAsync(cancellationToken);
        await status.WaitForExitAsync(cancellationToken);
        if (!answer.StartsWith('['))
            throw new DemoException($"'replicated-standby status' ended with exit code {status.ExitCode}: {await errors}");
        JsonElement node = JsonDocument.Parse(answer).RootElement[0];
        App = node.TryGetProperty("process", out JsonElement id) ? OtherProcess.Find(id.GetInt32()) : null;
        return App is not null;
    }

    internal void KillApp() => App!.Kill();

    internal void KillService()
    {
        if (!service.HasExited)
            service.Kill();
    }

    public void Dispose()
    {
        service.Dispose();
        lock (log)
            log.Dispose();
    }

    void Write(object sender, DataReceivedEventArgs line)
    {
        lock (log)
        {
            if (line.Data is not null && log.BaseStream is { CanWrite: true })
                log.WriteLine(line.Data);
        }
    }
}
