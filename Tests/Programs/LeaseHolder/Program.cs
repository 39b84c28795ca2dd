using Replicated.Protocol;
using Replicated.Takeover;

// LeaseHolder STORE CLUSTER: obeys the words on its standard input, one per line, and answers each with a line.
using var store = LeaseStores.Open(args[0], args[1]);
while (Console.In.ReadLine() is { } word)
{
    Console.Out.WriteLine(word switch
    {
        "acquire" => store.TryAcquire() ? "held" : "taken",
        "release" => Release(),
        _ => Write(long.Parse(word, System.Globalization.CultureInfo.InvariantCulture)),
    });
}

string Release()
{
    store.Release();
    return "released";
}

string Write(long epoch)
{
    store.Write(new LeaseRecord(new Lineage(Guid.NewGuid()), new Reign(Guid.NewGuid()), new Epoch(epoch), new Incarnation(Guid.NewGuid()), "holder", "127.0.0.1:1", [], false));
    return "written";
}
