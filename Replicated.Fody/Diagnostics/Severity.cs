namespace Replicated.Fody.Diagnostics;

/// <summary>How a diagnostic is shown. Only an error keeps the weaver from emitting.</summary>
internal enum Severity
{
    Info,
    Warning,
    Error,
}
