using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Opens an archived channel again; a bot that was in it no longer is.</summary>
static class ConversationsUnarchive
{
    public static readonly Method Method = new("conversations.unarchive", Tier.Two, "channel*", Run)
    {
        Scopes = ["groups:write", "im:write", "mpim:write", "channels:write", "channels:manage"],
        Errors = ["channel_not_found", "not_archived", "method_not_supported_for_channel_type"],
    };

    static JsonObject Run(Call call)
    {
        var conversation = Call.Channel(call.Conversation());
        if (!conversation.Archived) throw new Refusal("not_archived");
        if (!call.Workspace.Policies.BotsUnarchive) throw new Refusal("channel_not_found");
        call.Workspace.Conversations.Life.SetArchived(conversation, call.Actor, false);
        foreach (var bot in conversation.Members.Select(call.Workspace.People.ById).OfType<Person>()
            .Where(person => person.IsBot).ToList())
            call.Workspace.Conversations.Leave(conversation, bot);
        return Call.Ok();
    }
}
