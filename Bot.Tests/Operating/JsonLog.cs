using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Bot.Tests.Operating;

/// <summary>The lines that a bot writes where <c>Logging__Console__FormatterName</c> is <c>json</c>.</summary>
sealed class JsonLog(IServiceProvider bot) : ILoggerProvider, ISupportExternalScope
{
    readonly ConsoleFormatter formatter =
        bot.GetServices<ConsoleFormatter>().Single(f => f.Name == ConsoleFormatterNames.Json);

    readonly ConcurrentQueue<string> lines = new();
    IExternalScopeProvider? scopes;

    public IReadOnlyList<JsonNode> All => [.. lines.Select(l => JsonNode.Parse(l)!)];

    public ILogger CreateLogger(string categoryName) => new Lines(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose() { }

    sealed class Lines(JsonLog all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            using var line = new StringWriter();
            all.formatter.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), all.scopes, line);
            all.lines.Enqueue(line.ToString());
        }
    }
}
