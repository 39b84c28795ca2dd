using Microsoft.Extensions.Configuration;
using Replicated.Takeover;

namespace Replicated.Hosting;

/// <summary>Starts replication with the options that the app's configuration holds.</summary>
/// <example>
/// <code>
/// var builder = WebApplication.CreateBuilder(args);
/// ReplicationHost.Start(builder.Configuration);
/// builder.Services.AddReplication();
/// </code>
/// </example>
public static class ReplicationHost
{
    /// <summary>The section of the configuration that holds the options, e.g. <c>Replicated__Cluster</c> in the environment.</summary>
    public const string Section = "Replicated";

    /// <summary>
    /// Takes part in the cluster and returns when this process is active. Called in <c>Main</c> before anything listens or works: on a
    /// standby the program waits here. Under <c>replicated-standby run</c> the wait is over before <c>Main</c> and the call returns at once.
    /// </summary>
    /// <param name="configuration">The whole configuration; the section <see cref="Section"/> is read.</param>
    /// <exception cref="ReplicationException">An option is unknown or wrong, nothing here is woven, or the cluster refuses this node.</exception>
    public static void Start(IConfiguration configuration) => Replication.Start(ReadOptions(configuration));

    /// <summary>The options in the section <see cref="Section"/>, for a program that completes them before it calls <see cref="Replication.Start"/>.</summary>
    /// <exception cref="ReplicationException">A key is no option, or its value does not fit; the message names it.</exception>
    public static ReplicationOptions ReadOptions(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        IEnumerable<KeyValuePair<string, string>> keys =
            from key in configuration.GetSection(Section).AsEnumerable(makePathsRelative: true)
            where key.Value is not null
            select KeyValuePair.Create(key.Key, key.Value!);
        return OptionsReader.Read(keys);
    }
}
