using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Replicated.Woven;

namespace Replicated.Takeover;

/// <summary>Finds the woven assemblies of a program before any of its code has run, and has them announce their types.</summary>
internal static class WovenAssemblies
{
    /// <summary>The tokens of the keys that assemblies of .NET and its extensions are signed with.</summary>
    static readonly HashSet<string> platformKeys =
        ["b03f5f7f11d50a3a", "b77a5c561934e089", "cc7b13ffcd2ddd51", "7cec85d7bea7798e", "31bf3856ad364e35", "adb9793829ddae60"];

    /// <summary>Has announced what is woven among the given assemblies and all that they reference, directly or not.</summary>
    /// <exception cref="StartupException">Nothing is woven, something is not that must be, or a module's initialiser failed.</exception>
    internal static void Announce(IReadOnlyList<Assembly> program)
    {
        Fuse.OfProcess.Watch();
        var reached = ReachedFrom(program);
        Fuse.Check(reached);
        foreach (var assembly in reached.Where(assembly => assembly.IsDefined(typeof(WovenAttribute))))
        {
            Versions.CheckContract(assembly);
            Announce(assembly);
        }
        if (Registry.Types.Count + Registry.Statics.Count == 0)
            throw new StartupException(ExitCodes.NotWoven, NothingWoven((Assembly.GetEntryAssembly() ?? program[0]).GetName().Name!));
    }

    static void Announce(Assembly assembly)
    {
        try
        {
            RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        }
        catch (TypeInitializationException failure)
        {
            var cause = failure.InnerException ?? failure;
            throw new StartupException(
                ExitCodes.InitialiserFailed,
                $"A module initialiser of {assembly.GetName().Name} failed before Main: {cause.GetType().Name}: {cause.Message} Move what it reads out of Main; or start the program without the service and call Replication.Start() in Main after what it needs.",
                cause);
        }
    }

    /// <summary>The given assemblies and those beside the program that they reference, each once. The platform's own are not looked at.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A reference that trimming took away was to an assembly of which nothing is left to announce.")]
    static List<Assembly> ReachedFrom(IReadOnlyList<Assembly> program)
    {
        if (IsNative())
            return [.. AppDomain.CurrentDomain.GetAssemblies()];
        List<Assembly> found = [.. program];
        HashSet<string?> seen = [.. program.Select(assembly => assembly.GetName().Name), typeof(WovenAssemblies).Assembly.GetName().Name];
        for (var next = 0; next < found.Count; next++)
        {
            foreach (var reference in found[next].GetReferencedAssemblies())
            {
                if (seen.Add(reference.Name) && LoadFromBeside(reference) is { } loaded)
                    found.Add(loaded);
            }
        }
        return found;
    }

    /// <summary>A native program has all its assemblies loaded, and does not know which references which.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Nothing is done with the references.")]
    static bool IsNative()
    {
        try
        {
            _ = typeof(WovenAssemblies).Assembly.GetReferencedAssemblies();
            return false;
        }
        catch (PlatformNotSupportedException)
        {
            return true;
        }
    }

    static Assembly? LoadFromBeside(AssemblyName reference)
    {
        if (IsInOneFile() ? IsOfPlatform(reference) : !File.Exists(Path.Combine(AppContext.BaseDirectory, reference.Name + ".dll")))
            return null;
        try
        {
            return Assembly.Load(reference);
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException)
        {
            // What cannot be loaded now fails where the program uses it, with the platform's own message.
            StandardError.Line($"the assembly {reference.Name} cannot be loaded and is not looked at: {failure.Message}");
            return null;
        }
    }

    /// <summary>Whether the program and what it references are one file, so that no file is beside it.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "That there is no place is what is asked for.")]
    static bool IsInOneFile() => typeof(WovenAssemblies).Assembly.Location.Length == 0;

    static bool IsOfPlatform(AssemblyName reference) => platformKeys.Contains(Convert.ToHexStringLower(reference.GetPublicKeyToken() ?? []));

    /// <summary>What to do where a program is not woven.</summary>
    internal static string NothingWoven(string entry) =>
        $"Nothing in {entry} is woven, so nothing of it would be replicated. Three steps: (1) reference Replicated.Fody and add FodyWeavers.xml with <Weavers><Replicated /></Weavers> to the project of {entry}; (2) mark its state, by names that begin with Replicated or by [Replicated]; (3) build it again and run it with 'replicated-standby run'.";
}
