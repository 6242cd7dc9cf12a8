namespace Bot.Sandbox;

/// <summary>A person starts a shortcut, from the shortcuts menu or from a message's menu.</summary>
sealed class Shortcuts(Workspace workspace)
{
    public Task Global(Person person, Conversation place, string name) => Run(person, place, name, "global", null);

    public Task OnMessage(Person person, PostedMessage message, string name) =>
        Run(person, message.Conversation, name, "message", message);

    async Task Run(Person person, Conversation place, string name, string type, PostedMessage? message)
    {
        var (app, shortcut) = Find(workspace, name, type);
        workspace.Usage.Note(app, "shortcut", shortcut.CallbackId);
        var payload = workspace.Do(() =>
        {
            var started = Payload.Of(message is null ? "shortcut" : "message_action", workspace, app, person);
            started["action_ts"] = Ts.Format(workspace.Options.Wire.GetUtcNow());
            started["callback_id"] = shortcut.CallbackId;
            started["trigger_id"] = workspace.Triggers.Give(app, person, place);
            if (message is null) return started;
            started["channel"] = Payload.Channel(place);
            started["message"] = message.ToJson(withMetadata: true);
            started["message_ts"] = message.Ts;
            started["response_url"] = workspace.ResponseUrls.Give(app, person, place, message);
            return started;
        });
        var reply = await app.Sockets.Send(Payload.Interactive(payload, false, $"{type} shortcut {shortcut.CallbackId}"));
        if (!reply.Acked) new Commands(workspace).Tell(person, place, $"{app.Name} did not respond. {BlockActions.Trouble}");
    }

    public static (InstalledApp App, DeclaredShortcut Shortcut) Find(Workspace workspace, string name, string type)
    {
        foreach (var app in workspace.Apps.All)
            if (app.Manifest.Shortcuts.FirstOrDefault(each => each.Name == name && each.Type == type) is { } shortcut)
                return (app, shortcut);
        throw new SandboxException($"No app has a {type} shortcut called {name}.");
    }
}
