using Microsoft.Extensions.Logging;
using Replicated.Takeover;

namespace Replicated.Hosting;

/// <summary>
/// Replication starts before the host is built, so its first lines go to the standard error stream; from the moment the host starts they
/// go where the app's own go.
/// </summary>
sealed class HandedOverLogger(Action<string> before) : ILogger
{
    internal static readonly HandedOverLogger Instance = new(StandardError.Line);

    volatile ILogger? host;

    /// <summary>Null: back to the stream, for the lines after the host has gone.</summary>
    internal void HandOver(ILogger? logger) => host = logger;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => host?.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => host?.IsEnabled(logLevel) ?? logLevel is >= LogLevel.Information and < LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (host is { } logger)
            logger.Log(logLevel, eventId, state, exception, formatter);
        else if (IsEnabled(logLevel))
            before($"{formatter(state, exception)}{(exception is null ? "" : $" {exception}")}");
    }
}
