namespace Replicated.Fody.Find;

/// <summary>What is left out of replication by a user's word.</summary>
internal sealed record Omission(string Name, string Reason);
