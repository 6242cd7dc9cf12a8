using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Bot.Tests;

/// <summary>Keeps what the bot logged as an error: a test in which it did fails unless it said so.</summary>
sealed class ErrorLog : ILoggerProvider
{
    readonly ConcurrentQueue<string> errors = new();

    public List<string> Expected { get; } = [];

    public IEnumerable<string> Unexpected => errors.Where(e => !Expected.Any(x => e.Contains(x, StringComparison.Ordinal)));

    public ILogger CreateLogger(string categoryName) => new Lines(this, categoryName);

    public void Dispose() { }

    sealed class Lines(ErrorLog all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) all.errors.Enqueue($"{category}: {formatter(state, exception)}\n{exception}");
        }
    }
}
