using System.Text.Json;
using Replicated.Takeover;

namespace Replicated.Standby;

/// <summary>A program that can be run: checked before anything is started, so that what is wrong is said in one sentence.</summary>
/// <param name="Assembly">The path of its entry assembly.</param>
/// <param name="Hook">The path of the Replicated.Runtime.dll that it was built with.</param>
/// <param name="Executable">Its own executable; null: started by the dotnet host.</param>
internal sealed record Application(string Assembly, string Hook, string? Executable)
{
    const string hookSwitch = "System.StartupHookProvider.IsSupported";

    internal string Name => Path.GetFileName(Assembly);

    /// <param name="path">Of MyApp.dll, or of the executable MyApp beside it.</param>
    /// <exception cref="StartupException">It cannot be run.</exception>
    internal static Application Find(string path)
    {
        if (!File.Exists(path))
            throw new StartupException(ExitCodes.NoApplication, $"The program {Path.GetFullPath(path)} does not exist. Build it, and give the path of its .dll or its executable.");

        // The platform's host follows links as well, and what it finds is compared in the process.
        var real = Posix.RealPath(path);
        var isAssembly = real.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var assembly = isAssembly ? real : (real.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? real[..^4] : real) + ".dll";
        var configuration = Path.ChangeExtension(assembly, ".runtimeconfig.json");
        if (!File.Exists(assembly) || !File.Exists(configuration))
            throw new StartupException(ExitCodes.NoApplication, $"{real} is no .NET program that can be run: {Path.GetFileName(assembly)} and {Path.GetFileName(configuration)} must be beside it, as the build of a project with OutputType Exe puts them. A single file or natively compiled program calls Replication.Start() in Main instead and runs without the service.");
        CheckHooksAreRead(real, configuration);

        var hook = Path.Combine(Path.GetDirectoryName(assembly)!, "Replicated.Runtime.dll");
        if (!File.Exists(hook))
            throw new StartupException(ExitCodes.NotWoven, $"Replicated.Runtime.dll is not beside {real}. {WovenAssemblies.NothingWoven(Path.GetFileNameWithoutExtension(assembly))}");
        return new Application(assembly, hook, isAssembly ? null : real);
    }

    /// <summary>A program that was told not to read the hook variable would enter <c>Main</c> at once, beside an active one.</summary>
    static void CheckHooksAreRead(string program, string configuration)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(configuration));
            if (document.RootElement.GetProperty("runtimeOptions").TryGetProperty("configProperties", out var properties)
                && properties.TryGetProperty(hookSwitch, out var supported)
                && supported.ValueKind == JsonValueKind.False)
            {
                throw new StartupException(ExitCodes.NoApplication, $"{program} was built without startup hooks ({hookSwitch} is false in {configuration}, as in trimmed programs). Set StartupHookSupport to true in its project, or call Replication.Start() in Main and run it without the service.");
            }
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new StartupException(ExitCodes.NoApplication, $"{configuration} cannot be read ({failure.Message}). Build the program again.", failure);
        }
    }
}
