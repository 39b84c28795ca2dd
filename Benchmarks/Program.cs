using System.Globalization;
using System.Text.Json;
using Benchmarks;
using Benchmarks.Encoding;
using Benchmarks.Held;
using Benchmarks.Store;
using Benchmarks.Table;
using Benchmarks.Weaving;
using Benchmarks.WholePath;

// build/bench runs `Benchmarks [--quick] [--only SECTION]`. Each section has a process of its own, so that no section
// works on the heap, the marks or the compiled code of another. A section that needs a second process starts this program again.
var sections = new Dictionary<string, Func<bool, IEnumerable<Row>>>
{
    ["store"] = StoreSection.Measure,
    ["encoding"] = EncodingSection.Measure,
    ["throughput"] = ThroughputSection.Measure,
    ["bytes"] = BytesSection.Measure,
    ["latency"] = LatencySection.MeasureRacing,
    ["synchronized"] = LatencySection.MeasureSynchronized,
    ["held"] = HeldSection.Measure,
    ["collections"] = CollectionsSection.Measure,
    ["churn"] = ChurnSection.Measure,
    ["weaving"] = WeavingSection.Measure,
};

switch (args)
{
    case [Echo.Role]:
        Echo.Serve();
        return 0;
    case [HandWritten.Role]:
        HandWritten.Serve();
        return 0;
    case [Standby.Role, var looks, var logBytesMax, var folder]:
        Standby.Follow(Cluster.StandbyOptions(folder, logBytesMax), looks == Standby.Traced);
        return 0;
    case [Holder.Role, var kind, var count]:
        Holder.Serve(kind, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    case [HotPath.Role]:
        HotPath.Run();
        return 0;
    case ["--disassembly"]:
        return Disassembly.Print();
    case ["section", var name, var size, var file]:
        File.WriteAllText(file, JsonSerializer.Serialize(sections[name](size == "quick").ToList()));
        return 0;
    default:
        return Run.All(args, [.. sections.Keys]);
}
