using System.CommandLine;
using System.Diagnostics;
using StateFuzz;

var operations = new Option<long>("--operations") { Description = "How many changes are made in all.", DefaultValueFactory = _ => 200_000 };
var seeds = new Option<int>("--seeds") { Description = "How many seeds share them.", DefaultValueFactory = _ => 20 };
var first = new Option<int>("--seed") { Description = "The first seed; the same one makes the same changes.", DefaultValueFactory = _ => Random.Shared.Next(1_000_000_000) };
var each = new Option<bool>("--each") { Description = "Compares after each commit: slower, and shows with which one a finding begins." };
var ways = new Option<bool>("--ways") { Description = "Says how often each change was made." };
operations.Validators.Add(result => { if (result.GetValueOrDefault<long>() < 1) result.AddError("--operations is a number from 1."); });
seeds.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("--seeds is a number from 1."); });

var root = new RootCommand("""
    Changes a graph of random classes and collections at random, commits, and compares active and standby after every fourth commit or so; between,
    nodes start late, miss frames, take over, and look for what nothing refers to.
    Exit codes: 0 nothing was found; 1 something was found, or the command line is wrong.
    """) { operations, seeds, first, each, ways };
root.SetAction(line =>
{
    var options = new StateFuzzOptions(line.GetValue(operations), line.GetValue(seeds), line.GetValue(first), line.GetValue(each));
    Console.WriteLine($"seeds {options.First} to {options.First + options.Seeds - 1}");
    var watch = Stopwatch.StartNew();
    var report = StateFuzzRun.Run(options, Console.Out);
    Console.WriteLine(report.Summary(watch.Elapsed));
    foreach (var (way, count) in line.GetValue(ways) ? report.Ways : [])
        Console.WriteLine($"{count,10} {way}");
    return report.Findings.Count == 0 ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();
