using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Bot.Slack;
using Bot.Storage;
using Dapper;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Bot.Tests.Operating;

/// <summary>Whoever listens to spans hears those of all bots in the process, so nobody else runs beside.</summary>
[CollectionDefinition(nameof(TraceTests), DisableParallelization = true)]
public sealed class Alone;

/// <summary>What a bot exports of its work: one trace from what came in to the last call of Slack.</summary>
[Collection(nameof(TraceTests))]
public sealed class TraceTests
{
    // Whatever can be told of people and their matters.
    static readonly string[] Private =
        ["orders", "late", "ana", "Ana", "circleci", "inc-1", "incident:1", "xox", "/hooks", "token"];

    [Theory]
    [InlineData("collector.example:4317", "grpc", "OTEL_EXPORTER_OTLP_ENDPOINT is \"collector.example:4317\", which is no http")]
    [InlineData("http://127.0.0.1:4317", "https", "OTEL_EXPORTER_OTLP_PROTOCOL is \"https\". Use grpc (port 4317) or")]
    public void A_collector_that_cannot_be_one_stops_the_bot(string endpoint, string protocol, string sentence) =>
        Assert.StartsWith(
            sentence,
            Assert.Throws<CannotStartException>(() => BotApp.Build(
            [
                "--SLACK_BOT_TOKEN=xoxb-1", "--SLACK_APP_TOKEN=xapp-1", $"--OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}",
                $"--OTEL_EXPORTER_OTLP_PROTOCOL={protocol}",
            ])).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task A_declaration_is_one_trace_from_the_form_to_the_last_call()
    {
        await using var collector = await Collector.Start();
        await using var afternoon = await Afternoon.Begin(settings: collector.Settings);
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
        var trace = await Trace(afternoon, collector, s => s.Name == "view_submission");
        var root = Assert.Single(trace, s => s.Parent.Length == 0);
        Assert.Equal("view_submission", root.Name);
        Assert.Equal("ViewSubmission incident_declare", root.Tags["bot.route"]);
        Goes(trace, root);
    }

    [Fact]
    public async Task An_alert_is_one_trace_that_goes_on_with_the_one_of_its_sender()
    {
        const string Sender = "4bf92f3577b34da6a3ce929d0e0e4736", SpanOfSender = "00f067aa0ba902b7";
        await using var collector = await Collector.Start();
        await using var afternoon = await Afternoon.Begin(settings: collector.Settings);
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        using var request = new HttpRequestMessage(HttpMethod.Post, "v2/alert_events/http/circleci")
        {
            Content = JsonContent.Create(new { title = "orders are late", deduplication_key = "orders" }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Afternoon.IntakeToken) },
        };
        request.Headers.Add("traceparent", $"00-{Sender}-{SpanOfSender}-01");
        request.Headers.Add("tracestate", "leak=of-its-sender");
        request.Headers.Add("baggage", "leak=of-its-sender");
        Assert.True((await http.SendAsync(request, TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        var trace = await Trace(afternoon, collector, s => s.Parent == SpanOfSender);
        var root = Assert.Single(trace, s => s.Parent == SpanOfSender);
        Assert.Equal((Sender, "POST /v2/alert_events/http/{source}"), (root.Trace, root.Name));
        Goes(trace, root);
        // Of what its sender says beside it nothing is taken.
        Assert.All(collector.Spans, span => Assert.Equal("", span.State));
        // Figures go the same way.
        await Wait.Until(() =>
        {
            afternoon.Get<MeterProvider>().ForceFlush();
            return collector.Measured;
        });
    }

    [Fact]
    public async Task A_wake_is_a_part_of_the_newest_that_woke_it_unless_it_is_asked_for_later()
    {
        await using var collector = await Collector.Start();
        await using var afternoon = await Afternoon.Begin(settings: collector.Settings);
        var database = afternoon.Get<Database>();
        using var source = new ActivitySource(Telemetry.Name);
        using (var first = source.StartActivity("first"))
        {
            await Wake("later:1", TimeSpan.FromSeconds(50));
            await Wake("later:2", TimeSpan.FromMinutes(10));
            Assert.Equal(first!.TraceId.ToHexString(), TraceOf("later:1"));
            Assert.Null(TraceOf("later:2"));
        }

        using (var second = source.StartActivity("second"))
        {
            await Wake("later:1", TimeSpan.FromSeconds(50));
            Assert.Equal(second!.TraceId.ToHexString(), TraceOf("later:1"));
            // What is a part of nothing takes nothing away.
            Activity.Current = null;
            await Wake("later:1", TimeSpan.FromSeconds(50));
            Assert.Equal(second.TraceId.ToHexString(), TraceOf("later:1"));
        }

        Task Wake(string subject, TimeSpan delay) => database.Change(tx => tx.Wake(subject, delay));

        string? TraceOf(string subject) => database.Read(db => db.ExecuteScalar<string?>(
            "select trace from wakes where subject = @subject", new { subject }))?.Split('-')[1];
    }

    [Fact]
    public async Task A_look_at_what_is_due_that_finds_nothing_is_not_exported()
    {
        await using var collector = await Collector.Start();
        await using var afternoon = await Afternoon.Begin(settings: collector.Settings);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Flush(afternoon);
        var spans = collector.Spans;
        Assert.All(
            spans.Where(s => s.Name.StartsWith("tick ", StringComparison.Ordinal)),
            tick => Assert.Contains(spans, s => s.Parent == tick.Id));
    }

    [Fact]
    public async Task A_line_of_the_log_has_the_reference_that_somebody_saw_and_the_trace()
    {
        await using var collector = await Collector.Start();
        await using var afternoon = await Afternoon.Begin(settings: collector.Settings);
        afternoon.Expect("failed, reference");
        using var lines = new JsonLog(afternoon.Bot.Services);
        afternoon.Get<ILoggerFactory>().AddProvider(lines);
        afternoon.Get<SlackRouter>().Command("/cover", "gremlins", (_, _) => throw new InvalidOperationException("boom"));
        await afternoon.Ana.Slash("/cover gremlins");
        var line = Assert.Single(lines.All, l => (string?)l["State"]?["Reference"] is not null);
        afternoon.Ana.Sees($"the reference {line["State"]!["Reference"]}");
        var spans = await Trace(afternoon, collector, s => s.Name == "slash_commands");
        Assert.Contains(
            line["Scopes"]!.AsArray(), scope => (string?)scope!["TraceId"] == spans.Select(s => s.Trace).Distinct().Single());
    }

    // All of it is there, in place and with its time, and nothing that is nobody's business.
    static void Goes(IReadOnlyList<Span> trace, Span root)
    {
        var ids = trace.ToDictionary(s => s.Id);
        Assert.All(trace.Where(s => s.Id != root.Id), s => Assert.Contains(s.Parent, ids.Keys));
        Assert.All(trace, s => Assert.True(s.Start > 0 && s.End >= s.Start, $"{s.Name} has no time."));
        // The first of what it woke, whatever that woke in turn.
        var brought = trace.First(s => s.Name == "bring incident" && ids[s.Parent].Parent == root.Id);
        Assert.Equal("incident", brought.Tags["bot.subject"]);
        var change = ids[brought.Parent];
        Assert.Equal("change", change.Name);
        string[] steps = ["wait for the writer", "make the change", "commit"];
        Assert.Equal(steps, trace.Where(s => s.Parent == change.Id && steps.Contains(s.Name)).OrderBy(s => s.Start)
            .ThenBy(s => Array.IndexOf(steps, s.Name)).Select(s => s.Name));
        foreach (var method in new[] { "conversations.create", "chat.postMessage", "pins.add" })
        {
            var calls = trace.Where(s => s.Name == method).ToList();
            Assert.NotEmpty(calls);
            Assert.All(calls, s => Assert.StartsWith("bring ", ids[s.Parent].Name, StringComparison.Ordinal));
            Assert.Contains(calls, s => s.Tags["bot.outcome"] == "ok");
        }

        foreach (var text in trace.SelectMany(s => s.Tags.Values.Append(s.Name)))
            Assert.DoesNotContain(Private, word => text.Contains(word, StringComparison.Ordinal));
    }

    // Whoever sent something has its answer before the span of it has ended. The workspace, which is in the same process, has
    // traces of its own.
    static async Task<IReadOnlyList<Span>> Trace(
        Afternoon afternoon, Collector collector, Func<Span, bool> isRoot)
    {
        await afternoon.Settle();
        await Wait.Until(() =>
        {
            Flush(afternoon);
            return collector.Spans.Any(isRoot);
        });
        var all = collector.Spans;
        return [.. all.Where(s => s.Trace == all.First(isRoot).Trace)];
    }

    static void Flush(Afternoon afternoon) => afternoon.Get<TracerProvider>().ForceFlush();
}
