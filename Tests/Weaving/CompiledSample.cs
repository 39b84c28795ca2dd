namespace Replicated.Tests.Weaving;

/// <summary>An assembly and its symbols.</summary>
sealed record CompiledSample(string Name, byte[] Assembly, byte[] Symbols);
