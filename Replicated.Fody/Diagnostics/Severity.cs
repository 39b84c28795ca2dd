namespace Replicated.Fody.Diagnostics;

internal enum Severity
{
    Warning,
    Error,
}
