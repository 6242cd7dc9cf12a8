using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Tells an app that a person opened its Home or its messages: on every visit, and only where it listens.</summary>
static class HomeVisit
{
    public static void Announce(Workspace workspace, InstalledApp app, Person person, string tab = "home")
    {
        if (tab == "home" && !app.Manifest.HomeTab) throw new SandboxException($"{app.Name} has no Home tab in its manifest.");
        var visit = new JsonObject
        {
            ["user"] = person.Id,
            ["channel"] = workspace.Conversations.Direct(person, app.BotUser).Conversation.Id,
            ["tab"] = tab,
        };
        if (tab == "home" && workspace.Views.Home(app, person) is { } home) visit["view"] = home.ToJson();
        workspace.Events.Publish("app_home_opened", visit, listener => listener == app);
    }
}
