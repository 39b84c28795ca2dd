using Native;
using Replicated;

// Native LEASE NODE: takes part with Replication.Start, since a native program has no startup hook, and shows its state before and after
// each line that it reads. `change` changes something of everything and commits.
Replication.Start(new ReplicationOptions { Cluster = "native", Lease = args[0], Node = args[1] });
var notes = Replication.Root("notes", () => new Dictionary<Guid, List<(int, Account?)>>());
Console.Out.WriteLine($"active, taken over: {Replication.WasTakenOver}");
Console.Out.WriteLine(View.Of(notes));
while (Console.In.ReadLine() is { } word)
{
    if (word == "change")
        Changes.Make(notes);
    var result = await Replication.CommitAsync(CommitLevel.Received, TimeSpan.FromSeconds(20));
    Console.Out.WriteLine($"committed: {result.Level}");
    Console.Out.WriteLine(View.Of(notes));
}
