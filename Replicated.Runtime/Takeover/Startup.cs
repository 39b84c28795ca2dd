using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Replicated.Woven;

namespace Replicated.Takeover;

/// <summary>The way of a process from its start to the moment when <c>Main</c> may go on as the active.</summary>
internal static class Startup
{
    /// <summary>The service started this process, and the hook has done what <see cref="Replication.Start"/> does.</summary>
    internal static bool UnderService { get; private set; }

    /// <summary>The hook's way. Returns when this process is active, or at once where it is not meant.</summary>
    /// <param name="hook">The path of this assembly, as the environment names it.</param>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "A program of one file has no place, and so is not the one that the service started.")]
    internal static void EnterFromHook(string hook)
    {
        var service = ServiceEnvironment.Find(Environment.GetEnvironmentVariables());
        // Read before the environment is that of child processes again.
        var keys = OptionsReader.KeysOf(Environment.GetEnvironmentVariables());
        foreach (var (name, value) in ServiceEnvironment.Leave(Environment.GetEnvironmentVariables(), hook))
            Environment.SetEnvironmentVariable(name, value);
        if (service is null)
        {
            StandardError.Line($"{ServiceEnvironment.HooksVariable} names {hook}, but no service started this process: it runs on its own. Use 'replicated-standby run'.");
            return;
        }
        var entry = Assembly.GetEntryAssembly();
        if (entry is null || !SameFile(entry.Location, service.Application))
        {
            StandardError.Line($"this process runs {entry?.Location ?? "no managed program"}, the service started {service.Application}: it does not take part and runs on its own.");
            return;
        }
        ServiceWatch.Start(service.Watch);
        UnderService = true;
        Run(entry, keys);
    }

    /// <summary>Apart, so that what it needs beyond the platform is loaded in the one program that is meant only.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Run(Assembly entry, Dictionary<string, string> keys)
    {
        ReplicationOptions options;
        try
        {
            options = OptionsReader.Read(keys);
        }
        catch (ReplicationException wrong)
        {
            throw new StartupException(ExitCodes.Usage, wrong.Message, wrong);
        }
        Prepare([entry]);
        BecomeActive(options);
    }

    /// <summary>The way of <see cref="Replication.Start"/>. Returns when this process is active.</summary>
    /// <exception cref="ReplicationException">An option is wrong, nothing is woven, an initialiser failed, or the cluster refuses this node.</exception>
    internal static void Start(ReplicationOptions options)
    {
        // The hook has done all this before Main.
        if (UnderService)
            return;
        OptionsReader.Check(options);
        Prepare(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        BecomeActive(options);
    }

    /// <summary>Has every woven assembly announce its types, and every root its first value, before anything is applied to them.</summary>
    /// <exception cref="StartupException">Nothing is woven, or an initialiser failed: this process can neither follow nor be active.</exception>
    static void Prepare(IEnumerable<Assembly> program)
    {
        WovenAssemblies.Announce([.. program]);
        RootInitialisers.Check(Registry.RunRootInitialisers());
    }

    /// <summary>Takes part in the cluster and returns when this process is active.</summary>
    static void BecomeActive(ReplicationOptions options) => Participation.Begin(options);

    static bool SameFile(string left, string right) =>
        string.Equals(Posix.RealPath(left), Posix.RealPath(right), OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
