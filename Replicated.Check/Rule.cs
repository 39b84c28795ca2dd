namespace Replicated.Check;

/// <summary>One kind of complaint: its sentence names the assembly, the reason and the way out.</summary>
internal sealed record Rule(string Id, bool IsError, string Sentence)
{
    /// <summary>The page that explains it, in the repository as in the package.</summary>
    internal string HelpLink => $"docs/diagnostics/{Id}.md";
}
