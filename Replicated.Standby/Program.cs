using Replicated.Standby;

return await CommandLine.RunAsync(args);
