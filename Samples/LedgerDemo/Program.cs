using System.CommandLine;
using LedgerDemo;

var kills = new Option<int>("--kills") { Description = "How many times the active is killed: the app, its service, both, in turn.", DefaultValueFactory = _ => 3 };
var seed = new Option<int>("--seed") { Description = "Repeats the clients' wishes and the moments of the kills.", DefaultValueFactory = _ => Random.Shared.Next() };
var clients = new Option<int>("--clients") { Description = "How many clients work at the same time.", DefaultValueFactory = _ => 32 };
var transfers = new Option<int>("--transfers") { Description = "How many acknowledged transfers come before each kill.", DefaultValueFactory = _ => 5000 };
var selfTest = new Option<bool>("--self-test") { Description = "Has the bank acknowledge before it commits; succeeds if the losses are found." };
foreach (Option<int> count in new[] { kills, clients, transfers })
    count.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError($"{count.Name} is a number from 1."); });

var guard = new Command(Guard.GuardCommand) { Hidden = true };
guard.SetAction(_ => Guard.Run(Console.In));

var root = new RootCommand("""
    Kills a bank under load, lets its standby carry on, and looks for what was lost.
    Exit codes: 0 nothing lost (with --self-test: the losses were found); 1 something lost, booked twice or wrong (with --self-test: no loss was
    found), or the command line is wrong; 3 the demo could not be carried out; 130 interrupted.
    """) { kills, seed, clients, transfers, selfTest, guard };
root.SetAction((line, cancellationToken) => Verdict.RunAsync(
    new DemoOptions(line.GetValue(kills), line.GetValue(seed), line.GetValue(clients), line.GetValue(transfers), line.GetValue(selfTest)), Console.Out, cancellationToken));

// Time to end the nodes after Ctrl+C or SIGTERM; should it not do, the guard ends them.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
