namespace Replicated.Standby;

/// <summary>The lines of the service: what was decided, about which process, and what follows. The program's own output is not touched.</summary>
internal static class ServiceLog
{
    internal static void Line(string text) => Console.Error.WriteLine($"replicated-standby: {text}");
}
