namespace Replicated.Takeover;

/// <summary>Log lines of a process that has no logger, or none yet.</summary>
internal static class StandardError
{
    internal static void Line(string text) => Console.Error.WriteLine($"replicated: {text}");
}
