using System.Collections.Concurrent;
using Bot.Storage;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.OnCall;

/// <summary>What a calendar and a curious reader do to a bot.</summary>
static class CalendarFetch
{
    public static async Task<HttpResponseMessage> Fetch(
        this Afternoon afternoon, string link, HttpMethod? method = null, string? tag = null)
    {
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, link);
        if (tag is not null) request.Headers.Add("If-None-Match", tag);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<string> Text(this Afternoon afternoon, string link)
    {
        using var answer = await afternoon.Fetch(link);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Every value of every table, as text.</summary>
    public static List<string> Stored(this Afternoon afternoon) => afternoon.Get<Database>().Read(db =>
        TestStore.Tables(db)
            .SelectMany(table => db.Query($"select * from {table}").SelectMany(row => ((IDictionary<string, object?>)row).Values))
            .Select(v => v is byte[] bytes ? System.Text.Encoding.Latin1.GetString(bytes) : $"{v}").ToList());
}

/// <summary>Every line that is logged.</summary>
sealed class LogLines : ILoggerProvider
{
    public ConcurrentQueue<string> All { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Lines(All);

    public void Dispose() { }

    sealed class Lines(ConcurrentQueue<string> all) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            all.Enqueue($"{formatter(state, exception)}\n{exception}");
    }
}
