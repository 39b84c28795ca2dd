using System.CommandLine;
using Fuzz;

var methods = new Option<int>("--methods") { Description = "How many methods run.", DefaultValueFactory = _ => 2000 };
var seed = new Option<int>("--seed") { Description = "The same seed makes the same methods.", DefaultValueFactory = _ => Random.Shared.Next() };
var first = new Option<int>("--first") { Description = "The number of the first method, to repeat one.", DefaultValueFactory = _ => 0 };
var reportFile = new Option<string?>("--report") { Description = "Runs in this process, and writes the report to a file.", Hidden = true };
methods.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("--methods is a number from 1."); });

var root = new RootCommand("""
    Generates random methods over replicated types, weaves them, runs them beside their unwoven twins, and verifies the woven code.
    Exit codes: 0 nothing was found; 1 something was found, or a construct was never generated, or the command line is wrong.
    """) { methods, seed, first, reportFile };
root.SetAction(line =>
{
    var options = new FuzzOptions(line.GetValue(methods), line.GetValue(seed), line.GetValue(first));
    if (line.GetValue(reportFile) is { } file)
    {
        FuzzProcesses.Save(FuzzRun.Run(options, Console.Out), file);
        return 0;
    }
    var report = FuzzProcesses.Run(options, Console.Out);
    Console.WriteLine(report.Summary());
    bool complete = report.MissingRows.Count == 0 || line.GetValue(methods) < 1000;
    return report.Findings.Count == 0 && complete ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();
