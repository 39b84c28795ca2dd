namespace Replicated.Takeover;

/// <summary>All options that can be given as text: the command line, the environment and the configuration are read by this table.</summary>
internal static class OptionTable
{
    internal static readonly IReadOnlyList<OptionEntry> Entries =
    [
        new("Cluster", "--cluster", OptionForms.Name,
            "Name of the cluster: the nodes that replicate one program's state.",
            (options, text) => OptionForms.IsName(text) && Done(options.Cluster = text),
            options => [options.Cluster]),
        new("Node", "--node", OptionForms.Name,
            "Name of this node, unique in the cluster; default: host name and process id.",
            (options, text) => OptionForms.IsName(text) && Done(options.Node = text),
            options => [options.Node]),
        new("Lease", "--lease", LeaseStores.Form,
            "Where the right to be active is held.",
            (options, text) => LeaseStores.IsName(text) && Done(options.Lease = text),
            options => [options.Lease]),
        new("Listen", "--listen", OptionForms.Address,
            "The address this node listens on; port 0 takes a free one and logs it.",
            (options, text) => OptionForms.IsAddress(text, 0) && Done(options.Listen = text),
            options => [options.Listen]),
        new("Peers", "--peer", OptionForms.PeerAddress,
            "The address of another node; may be given several times.",
            (options, text) => OptionForms.IsAddress(text, 1) && Add(options.Peers, text),
            options => options.Peers) { IsList = true },
        new("Insecure", "--insecure", OptionForms.Flag,
            "Allows addresses other than loopback without encryption.",
            (options, text) => bool.TryParse(text, out var flag) && Done(options.Insecure = flag),
            options => [options.Insecure ? "true" : "false"]) { IsFlag = true },
        Time("CommitTimeout", "--commit-timeout", TimeSpan.FromMilliseconds(1),
            "How long CommitAsync waits where the call does not say.",
            (options, time) => options.CommitTimeout = time, options => options.CommitTimeout),
        Number("MessageBytesMax", "--message-bytes-max", 1024, 1 << 30,
            "The largest message on the wire, in bytes; a larger frame travels in parts.",
            (options, number) => options.MessageBytesMax = (int)number, options => options.MessageBytesMax),
        Time("HeartbeatInterval", "--heartbeat-interval", TimeSpan.FromMilliseconds(20),
            "How often an idle connection says that it is alive.",
            (options, time) => options.HeartbeatInterval = time, options => options.HeartbeatInterval),
        Time("HeartbeatTimeout", "--heartbeat-timeout", TimeSpan.FromMilliseconds(40),
            "After this time without a message the other node counts as lost.",
            (options, time) => options.HeartbeatTimeout = time, options => options.HeartbeatTimeout),
        Number("LogBytesMax", "--log-bytes-max", 1024, long.MaxValue,
            "The most bytes of frames kept for standbys that come back.",
            (options, number) => options.LogBytesMax = number, options => options.LogBytesMax),
        Number("DeadObjectsMax", "--dead-objects-max", 1024, 1 << 30,
            "How many objects that nothing refers to may stay on a standby, beside a quarter of those in use.",
            (options, number) => options.DeadObjectsMax = number, options => options.DeadObjectsMax, unit: "objects"),
        new("Writers", "--writers", "racing or synchronized",
            "Whether threads may change replicated state while another one commits.",
            (options, text) => char.IsAsciiLetter(text[0]) && !text.Contains(',') && Enum.TryParse<WriterMode>(text, ignoreCase: true, out var mode) && Done(options.Writers = mode),
            options => [options.Writers.ToString()]),
        new("RecordStreamTo", "--record-stream-to", "the path of a file",
            "Appends each byte sent to a standby to this file; protoc --decode=replicated.Stream reads it.",
            (options, text) => Done(options.RecordStreamTo = text),
            options => options.RecordStreamTo is { } path ? [path] : []),
    ];

    internal static OptionEntry? Find(string key) =>
        Entries.FirstOrDefault(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    static OptionEntry Time(
        string key, string onCommandLine, TimeSpan least, string help, Action<ReplicationOptions, TimeSpan> set, Func<ReplicationOptions, TimeSpan> get) =>
        new(key, onCommandLine, $"{OptionForms.Time}, at least {least.TotalMilliseconds} ms", help,
            (options, text) =>
            {
                var accepted = OptionForms.TryTime(text, out var time) && time >= least;
                if (accepted)
                    set(options, time);
                return accepted;
            },
            options => [OptionForms.Write(get(options))]);

    static OptionEntry Number(
        string key, string onCommandLine, long least, long most, string help, Action<ReplicationOptions, long> set, Func<ReplicationOptions, long> get, string unit = "bytes") =>
        new(key, onCommandLine, most == long.MaxValue ? $"a number of {unit}, at least {least}" : $"a number of {unit} from {least} to {most}", help,
            (options, text) =>
            {
                var accepted = OptionForms.TryNumber(text, out var number) && number >= least && number <= most;
                if (accepted)
                    set(options, number);
                return accepted;
            },
            options => [OptionForms.Write(get(options))]);

    static bool Done<T>(T _) => true;

    static bool Add(IList<string> list, string text)
    {
        list.Add(text);
        return true;
    }
}
