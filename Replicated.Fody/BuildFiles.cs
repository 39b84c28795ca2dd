namespace Replicated.Fody;

/// <summary>The files beside the assembly in obj by which the weaver and our targets, which know these names too, tell each other things.</summary>
/// <param name="assembly">The assembly that is woven.</param>
internal sealed class BuildFiles(string assembly)
{
    readonly string stem = Path.ChangeExtension(assembly, null) + ".Replicated.";

    /// <summary>From the targets: what the project says that concerns the weaver.</summary>
    internal string Options => stem + "options";

    /// <summary>To the targets: diagnostics, but not the last error.</summary>
    internal string Messages => stem + "txt";

    /// <summary>To the targets: the last error, if there is one.</summary>
    internal string LastError => stem + "error";

    /// <summary>For a person to read: what is replicated, and how.</summary>
    internal string Report => stem + "report.txt";

    /// <summary>For a report to us: the method at which the weaver failed.</summary>
    internal string Dump => stem + "il";
}
