using System.Reflection;
using System.Reflection.Metadata;
using Reloaded;
using Replicated;

// Reloaded LEASE NODE: `change` runs code that may have been changed and commits; `reload FOLDER` changes it, as the agent of `dotnet watch` does.
Replication.Start(new ReplicationOptions { Cluster = "reloaded", Lease = args[0], Node = args[1] });
Console.Out.WriteLine($"active, taken over: {Replication.WasTakenOver}");
Console.Out.WriteLine(State());
while (Console.In.ReadLine() is { } line)
{
    if (line.Split(' ') is ["reload", var folder])
    {
        Reload(folder);
        Console.Out.WriteLine("reloaded");
        continue;
    }
    Bank.Change();
    var result = await Replication.CommitAsync(CommitLevel.Received, TimeSpan.FromSeconds(20));
    Console.Out.WriteLine($"committed: {result.Level}");
    Console.Out.WriteLine(State());
}

static string State() => $"state: {Bank.ReplicatedAccount.Number}, '{Bank.ReplicatedAccount.Text}', {Bank.ReplicatedAccount.Other?.Number}, {Bank.ReplicatedCount}";

static void Reload(string folder)
{
    byte[] Part(string name) => File.ReadAllBytes(Path.Combine(folder, name));
    MetadataUpdater.ApplyUpdate(typeof(Bank).Assembly, Part("metadata"), Part("il"), Part("pdb"));
    foreach (var handler in AppDomain.CurrentDomain.GetAssemblies().SelectMany(assembly => assembly.GetCustomAttributes<MetadataUpdateHandlerAttribute>()))
    {
        handler.HandlerType.GetMethod("UpdateApplication", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static, [typeof(Type[])])
            ?.Invoke(null, [new[] { typeof(Bank) }]);
    }
}
