using System.CommandLine;
using Fuzz;
using Fuzz.Collections;

const int MethodsOfOneProcess = 4000;
const int ClassesOfOneProcess = 2000;

var methods = new Option<int>("--methods") { Description = "How many methods run.", DefaultValueFactory = _ => 2000 };
var seed = new Option<int>("--seed") { Description = "The same seed makes the same methods.", DefaultValueFactory = _ => Random.Shared.Next() };
var first = new Option<int>("--first") { Description = "The number of the first method, to repeat one.", DefaultValueFactory = _ => 0 };
var collections = new Option<bool>("--collections") { Description = "Classes with collections instead of methods; all numbers are of classes." };
var reportFile = new Option<string?>("--report") { Description = "Runs in this process, and writes the report to a file.", Hidden = true };
methods.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("--methods is a number from 1."); });

var root = new RootCommand("""
    Generates random methods over replicated types, weaves them, runs them beside their unwoven twins, and verifies the woven code.
    With --collections: random classes that hold collections and hand them about; active, standby and unwoven twin do the same, and must have the same.
    Exit codes: 0 nothing was found; 1 something was found, or a construct was never generated, or the command line is wrong.
    """) { methods, seed, first, collections, reportFile };
root.SetAction(line =>
{
    var options = new FuzzOptions(line.GetValue(methods), line.GetValue(seed), line.GetValue(first));
    return line.GetValue(collections) ? RunCollections(options, line.GetValue(reportFile)) : RunMethods(options, line.GetValue(reportFile));
});
return await root.Parse(args).InvokeAsync();

static int RunMethods(FuzzOptions options, string? file)
{
    if (file != null)
    {
        FuzzProcesses.Save(FuzzRun.Run(options, Console.Out), file);
        return 0;
    }
    var report = new FuzzProcesses("", MethodsOfOneProcess).Run<FuzzReport>(options, Console.Out);
    Console.WriteLine(report.Summary());
    bool complete = report.MissingRows.Count == 0 || options.Methods < 1000;
    return report.Findings.Count == 0 && complete ? 0 : 1;
}

static int RunCollections(FuzzOptions options, string? file)
{
    if (file != null)
    {
        FuzzProcesses.Save(CollectionRun.Run(options, Console.Out), file);
        return 0;
    }
    var report = new FuzzProcesses("--collections ", ClassesOfOneProcess).Run<CollectionReport>(options, Console.Out);
    Console.WriteLine(report.Summary());
    return report.Findings.Count == 0 ? 0 : 1;
}
