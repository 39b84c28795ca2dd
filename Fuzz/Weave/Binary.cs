namespace Fuzz.Weave;

/// <summary>An assembly and its symbols.</summary>
public sealed record Binary(byte[] Assembly, byte[] Symbols);
