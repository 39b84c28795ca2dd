/// <summary>Somebody else's hook, as a profiler or a tracer brings one.</summary>
internal static class StartupHook
{
    public static void Initialize() => Console.Out.WriteLine($"other hook in {Path.GetFileName(Environment.GetCommandLineArgs()[0])}");
}
