using Mono.Cecil;

namespace Replicated.Tests.House;

/// <summary>The flow has one direction: data and pure cores know earlier stages only, shells join their neighbours.</summary>
public class When_a_stage_uses_another
{
    /// <summary>For each folder of the runtime the folders it may use. What a user types (the namespace Replicated) is open to all.</summary>
    static readonly Dictionary<string, string[]> allowed = new()
    {
        // The surface of woven code hands on to the stages behind it, which see woven objects through it.
        ["Woven"] = ["Marks", "Values", "Collections", "Capture", "Frames"],
        ["Marks"] = ["Woven"],
        ["Values"] = ["Woven", "Frames", "Collections"],
        ["Collections"] = ["Woven", "Marks", "Values", "Frames"],
        ["Graph"] = ["Woven", "Marks", "Values", "Collections", "Frames", "Protocol"],
        ["Capture"] = ["Woven", "Marks", "Values", "Collections", "Graph", "Frames", "Protocol"],
        // Data: frames and messages know where they stand in the history, and nothing else.
        ["Frames"] = ["Protocol"],
        ["Log"] = ["Frames", "Protocol"],
        // Pure cores: messages in, messages out.
        ["Protocol"] = ["Frames", "Log"],
        ["Links"] = ["Frames", "Protocol"],
        ["Apply"] = ["Woven", "Marks", "Values", "Collections", "Graph", "Frames", "Protocol"],
        // The shell around all of them.
        ["Takeover"] = ["Woven", "Marks", "Values", "Collections", "Graph", "Capture", "Frames", "Log", "Protocol", "Links", "Apply"],
        // What a user types.
        [""] = ["Takeover"],
    };

    /// <summary>What a pure core must not touch: clocks, tasks, locks, sockets, files, logs and chance.</summary>
    static readonly string[] impure =
    [
        "System.Threading", "System.Net", "System.IO", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.Random", "System.Console",
        "System.Environment", "System.TimeProvider", "Microsoft.Extensions",
    ];

    static readonly (TypeReference From, TypeReference To)[] uses = [.. StageReader.Uses(typeof(Replication).Assembly.Location)];

    [Test]
    public void it_is_one_that_the_table_allows()
    {
        var wrong =
            from use in uses
            let user = Stage(use.From)
            let used = Stage(use.To)
            where user is not null && used is not null and not "" && used != user && !(allowed.TryGetValue(user, out string[]? known) && known.Contains(used))
            select $"{use.From.FullName} uses {use.To.FullName}: {user} may not know {used}";

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void it_has_a_line_in_the_table()
        => Assert.That(uses.Select(use => Stage(use.From)).OfType<string>().Distinct(), Is.SubsetOf(allowed.Keys));

    [Test]
    public void a_pure_core_touches_nothing_but_its_inputs()
    {
        var wrong =
            from use in uses
            where Stage(use.From) == "Protocol" && impure.Any(name => use.To.FullName.StartsWith(name, StringComparison.Ordinal))
            select $"{use.From.FullName} uses {use.To.FullName}";

        Assert.That(wrong, Is.Empty);
    }

    /// <summary>The folder of a type of the runtime; null for other types.</summary>
    static string? Stage(TypeReference type)
    {
        if (type.Namespace == "Replicated")
            return "";
        return type.Namespace.StartsWith("Replicated.", StringComparison.Ordinal) ? type.Namespace["Replicated.".Length..] : null;
    }
}
