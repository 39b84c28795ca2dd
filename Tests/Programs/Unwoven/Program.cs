using Replicated;

// Uses Replicated, and was not woven.
Console.Out.WriteLine($"main {typeof(Replication).Assembly.GetName().Name}");
