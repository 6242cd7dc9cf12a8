using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Sends what happens in the workspace to the apps that subscribed to it and may see it.</summary>
sealed class EventFeed(Workspace workspace)
{
    /// <summary>
    /// An event for every app that subscribed to <paramref name="subscription"/> (the type itself unless given).
    /// </summary>
    public void Publish(string type, JsonObject body, Func<InstalledApp, bool>? visible = null, string? subscription = null)
    {
        subscription ??= type;
        foreach (var app in workspace.Apps?.All ?? [])
            if (app.Manifest.BotEvents.Contains(subscription) && EventScopes.Allows(app, subscription)
                && (visible?.Invoke(app) ?? true))
                Send(app, type, subscription, body);
    }

    /// <summary>The event of a message: subscribed by the kind of conversation, seen only by bots that are in it.</summary>
    public void PublishMessage(Conversation conversation, JsonObject body)
    {
        body["channel"] = conversation.Id;
        body["channel_type"] = conversation.TypeInEvents;
        var subscription = conversation.Kind switch
        {
            ConversationKind.Public => "message.channels",
            ConversationKind.Private => "message.groups",
            ConversationKind.Direct => "message.im",
            _ => "message.mpim",
        };
        Publish("message", body, app => conversation.Has(app.BotUser.Id), subscription);
    }

    void Send(InstalledApp app, string type, string subscription, JsonObject body)
    {
        var inner = (JsonObject)body.DeepClone();
        inner["type"] = type;
        inner["event_ts"] ??= Ts.Format(workspace.Now);
        workspace.Usage.Note(app, "event", subscription);
        if (EventScopes.Granted(app, subscription) is { } scope) workspace.Usage.Note(app, "scope", scope);
        app.Sockets.SendEvent(new JsonObject
        {
            ["token"] = "sandbox",
            ["team_id"] = workspace.TeamId,
            ["context_team_id"] = workspace.TeamId,
            ["context_enterprise_id"] = null,
            ["api_app_id"] = app.Id,
            ["event"] = inner,
            ["type"] = "event_callback",
            ["event_id"] = workspace.Ids.Next("Ev"),
            ["event_time"] = workspace.NowSeconds,
            ["authorizations"] = new JsonArray(new JsonObject
            {
                ["enterprise_id"] = null,
                ["team_id"] = workspace.TeamId,
                ["user_id"] = app.BotUser.Id,
                ["is_bot"] = true,
                ["is_enterprise_install"] = false,
            }),
            ["is_ext_shared_channel"] = false,
            ["event_context"] = "sandbox",
        }, $"{type}");
    }
}
