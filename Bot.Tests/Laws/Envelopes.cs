using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Sandbox;
using Bot.Slack;

namespace Bot.Tests.Laws;

/// <summary>What was told about an envelope, and how long that took.</summary>
sealed record Acknowledged(JsonNode? Payload, TimeSpan After);

/// <summary>
/// Envelopes as Slack sends them, handed to the bot beside its sockets: whatever has a route can be sent by anybody, also where
/// no message shows it to them.
/// </summary>
sealed class Envelopes(Afternoon afternoon, string channel)
{
    static readonly string[] Forms = ["incident_declare", "incident_status", "incident_update", "cover_ask", "rotation_edit",
        "rotation_put", "rotation_order", "leave", "handover_reassign", "calendar_link", "holiday_lists", "holiday_list"];

    int count;

    /// <summary>Where private answers go; a place that never answers, if one is set.</summary>
    public string? ResponseUrl { get; set; }

    public static IEnumerable<Route> Routes(Afternoon afternoon) => afternoon.Get<SlackRouter>().Routes
        .Where(r => r.Kind is not RouteKind.Event).OrderBy(r => (r.Kind, r.Key, r.Word));

    /// <summary>Sends it and waits for the acknowledgement alone.</summary>
    public async Task<Acknowledged> Send(JsonObject envelope)
    {
        var (time, answer) = (TimeProvider.System, new TaskCompletionSource<Acknowledged>());
        var began = time.GetTimestamp();
        _ = afternoon.Get<Dispatcher>().Handle(
            JsonSerializer.Deserialize(envelope.ToJsonString(), SlackJson.Default.Envelope)!,
            frame =>
            {
                var payload = JsonNode.Parse(Encoding.UTF8.GetString(frame.Span))!["payload"];
                answer.TrySetResult(new(payload, time.GetElapsedTime(began)));
                return Task.FromResult(true);
            }, TestContext.Current.CancellationToken);
        return await answer.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    /// <summary>The route's envelope from this person, filled in as well as can be without looking.</summary>
    public JsonObject Of(Route route, Member by, string value = "1") => route.Kind switch
    {
        RouteKind.Command => Command(route.Key, $"{route.Word} {(route.Word is "" ? "Orders are late" : "")}".Trim(), by),
        RouteKind.ViewSubmission => Submission(route.Key, value, [], by),
        RouteKind.Options => Interactive("block_suggestion", by, new() { ["action_id"] = route.Key, ["value"] = "a" }),
        RouteKind.Action => Press(route.Key, value, by),
        RouteKind.Shortcut => Shortcut(route.Key, by),
        _ => throw new InvalidOperationException($"No envelope is known for {route}."),
    };

    public JsonObject Command(string command, string text, Member by) => Envelope("slash_commands", new()
    {
        ["command"] = command,
        ["text"] = text,
        ["user_id"] = by.Id,
        ["channel_id"] = channel,
        ["team_id"] = afternoon.Workspace.TeamId,
        ["trigger_id"] = $"trigger-{++count}",
        ["response_url"] = ResponseUrl,
    });

    /// <summary>A button beside a message, or a field of the form that has it.</summary>
    public JsonObject Press(string action, string value, Member by)
    {
        var payload = new JsonObject
        {
            ["channel"] = new JsonObject { ["id"] = channel },
            ["actions"] = new JsonArray(new JsonObject
            {
                ["action_id"] = action,
                ["block_id"] = action,
                ["action_ts"] = $"{++count}.0",
                ["value"] = value,
                ["selected_option"] = new JsonObject { ["value"] = value, ["text"] = new JsonObject { ["text"] = value } },
            }),
        };
        if (Forms.FirstOrDefault(f => action.StartsWith(f.Split('_')[0], StringComparison.Ordinal)) is { } form)
            payload["view"] = View(form, value, []);
        else payload["response_url"] = ResponseUrl;
        return Interactive("block_actions", by, payload);
    }

    /// <summary>A shortcut in the menu of a message of Ana's.</summary>
    public JsonObject Shortcut(string callback, Member by) => Interactive("message_action", by, new()
    {
        ["callback_id"] = callback,
        ["channel"] = new JsonObject { ["id"] = channel },
        ["message_ts"] = "1.000001",
        ["message"] = new JsonObject { ["ts"] = "1.000001", ["user"] = afternoon.Ana.Id, ["text"] = "Are orders late?" },
        ["response_url"] = ResponseUrl,
    });

    /// <param name="state">What was filled in: the value of each block's only element.</param>
    public JsonObject Submission(string form, string metadata, Dictionary<string, JsonObject> state, Member by) =>
        Interactive("view_submission", by, new() { ["view"] = View(form, metadata, state) });

    JsonObject View(string form, string metadata, Dictionary<string, JsonObject> state) => new()
    {
        ["id"] = $"V{++count}",
        ["type"] = "modal",
        ["callback_id"] = form,
        ["private_metadata"] = metadata,
        ["state"] = new JsonObject
        {
            ["values"] = new JsonObject(state.Select(s => KeyValuePair.Create<string, JsonNode?>(
                s.Key, new JsonObject { [s.Key] = s.Value.DeepClone() }))),
        },
        ["blocks"] = new JsonArray(),
    };

    JsonObject Interactive(string type, Member by, JsonObject payload)
    {
        payload["type"] = type;
        payload["user"] = new JsonObject { ["id"] = by.Id };
        payload["trigger_id"] = $"trigger-{++count}";
        return Envelope("interactive", payload);
    }

    JsonObject Envelope(string type, JsonObject payload) => new()
    {
        ["envelope_id"] = $"envelope-{++count}",
        ["type"] = type,
        ["accepts_response_payload"] = true,
        ["payload"] = payload,
    };
}
