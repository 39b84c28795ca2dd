namespace Replicated.Fody.Diagnostics;

/// <summary>Where in the user's source a diagnostic points to.</summary>
internal sealed record Place(string File, int Line, int Column, int EndLine, int EndColumn);
