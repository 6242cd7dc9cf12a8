using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Slack;
using Envelope = Bot.Slack.Envelope;

namespace Bot.Tests.Hosting;

/// <summary>
/// What Slack has sent to the bot, by the route that it went, so that the same can happen again as something new.
/// </summary>
sealed class Replay
{
    readonly Afternoon afternoon;
    readonly ConcurrentDictionary<Route, JsonObject> seen = new();
    int last;

    public Replay(Afternoon afternoon)
    {
        this.afternoon = afternoon;
        afternoon.Workspace.Log.Added += entry =>
        {
            if (entry.Kind is "slash_commands" or "interactive" or "events_api"
                && JsonNode.Parse(entry.Sent) is JsonObject sent && RouteOf(entry.Kind, sent) is { } route)
                seen[route] = sent;
        };
    }

    static Route? RouteOf(string kind, JsonObject sent) => (kind, (string?)sent["type"]) switch
    {
        ("slash_commands", _) => new(RouteKind.Command, (string)sent["command"]!),
        ("events_api", _) => new(RouteKind.Event, (string?)sent["event"]?["type"] ?? ""),
        (_, "block_actions") => new(RouteKind.Action, (string)sent["actions"]![0]!["action_id"]!),
        (_, "view_submission") => new(RouteKind.ViewSubmission, (string)sent["view"]!["callback_id"]!),
        (_, "message_action" or "shortcut") => new(RouteKind.Shortcut, (string)sent["callback_id"]!),
        (_, "block_suggestion") => new(RouteKind.Options, (string)sent["action_id"]!),
        _ => null,
    };

    /// <summary>
    /// The envelope with which a route is gone once more. A route that nobody has gone yet gets what another of its kind had.
    /// </summary>
    /// <returns>The envelope, and what is in the keys of all that is kept of it.</returns>
    public (Envelope Envelope, string Key) Again(Route route)
    {
        var known = seen.TryGetValue(route with { Word = "" }, out var found);
        var sent = (JsonObject)(known ? found! : seen.First(s => s.Key.Kind == route.Kind).Value).DeepClone();
        var key = Interlocked.Increment(ref last).ToString("replay0000", CultureInfo.InvariantCulture);
        var type = route.Kind switch
        {
            RouteKind.Command => "slash_commands",
            RouteKind.Event => "events_api",
            _ => "interactive",
        };
        switch (route.Kind)
        {
            case RouteKind.Command:
                sent["text"] = route.Word.Length > 0 ? $"{route.Word} 1" : "what stands behind a command";
                sent["trigger_id"] = key = Trigger(sent, (string)sent["user_id"]!);
                break;
            case RouteKind.Event:
                sent["event_id"] = key;
                if (sent["event"]!["ts"] is not null) sent["event"]!["ts"] = key;
                break;
            case RouteKind.Action:
                var action = sent["actions"]![0]!;
                (action["action_id"], action["action_ts"]) = (route.Key, key);
                sent["trigger_id"] = Trigger(sent, (string)sent["user"]!["id"]!);
                break;
            case RouteKind.ViewSubmission:
                (sent["view"]!["id"], sent["view"]!["callback_id"]) = (key, route.Key);
                sent["trigger_id"] = Trigger(sent, (string)sent["user"]!["id"]!);
                break;
            case RouteKind.Shortcut:
                (sent["callback_id"], key) = (route.Key, Trigger(sent, (string)sent["user"]!["id"]!));
                sent["trigger_id"] = key;
                break;
            case RouteKind.Options:
                sent["action_id"] = route.Key;
                break;
            default:
                throw new InvalidOperationException($"Say here how {route.Kind} is gone again.");
        }

        return (new Envelope
        {
            Type = type,
            EnvelopeId = $"{key}-{last}",
            Payload = JsonSerializer.Deserialize<JsonElement>(sent.ToJsonString()),
            AcceptsResponsePayload = route.Kind is not (RouteKind.Event or RouteKind.Action),
        }, key);
    }

    public bool Has(Route route) => seen.ContainsKey(route with { Word = "" });

    string Trigger(JsonObject sent, string person)
    {
        var view = (string?)sent["view"]?["id"];
        return afternoon.Workspace.Do(() =>
        {
            var workspace = afternoon.Workspace;
            return workspace.Triggers.Give(
                afternoon.App, workspace.People[person], viewId: view is not null && workspace.Views.ById(view) is not null
                    ? view
                    : null);
        });
    }

    /// <summary>Hands an envelope to the bot as its sockets do.</summary>
    /// <returns>What the bot acknowledged with; null where it did not.</returns>
    public async Task<string?> Deliver(Envelope envelope)
    {
        string? ack = null;
        await afternoon.Get<Dispatcher>().Handle(
            envelope,
            frame =>
            {
                ack = Encoding.UTF8.GetString(frame.Span);
                return Task.FromResult(true);
            },
            TestContext.Current.CancellationToken);
        return ack;
    }
}
