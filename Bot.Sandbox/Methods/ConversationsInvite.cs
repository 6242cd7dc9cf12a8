using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Brings people into a channel; with force those who can come do, whatever is wrong with the others.</summary>
static class ConversationsInvite
{
    public static readonly Method Method = new("conversations.invite", Tier.Three, "channel* force users*", Run)
    {
        Scopes = ["channels:write.invites", "groups:write.invites", "channels:manage", "groups:write", "im:write", "mpim:write"],
        Errors =
        [
            "channel_not_found", "not_in_channel", "is_archived", "already_in_channel", "cant_invite_self", "cant_invite",
            "user_not_found", "no_user", "user_is_restricted", "ura_max_channels", "method_not_supported_for_channel_type",
        ],
    };

    const int Most = 100;

    static JsonObject Run(Call call)
    {
        var conversation = Call.Active(Call.Channel(call.Joined()));
        var users = call.Arguments.List("users").Distinct().ToList();
        if (users.Count == 0) throw new Refusal("no_user");
        if (users.Count > Most) throw Refusal.InvalidArguments($"no more than {Most} users [json-pointer:/users]");
        var refused = users.Select(id => (Id: id, Error: Trouble(call, conversation, id))).Where(each => each.Error is not null)
            .ToList();
        var force = call.Arguments.Flag("force");
        if (refused.Count > 0 && (!force || refused.Count == users.Count)) throw Refused(users.Count, refused);
        foreach (var id in users.Except(refused.Select(each => each.Id)))
            call.Workspace.Conversations.Life.Join(conversation, call.Workspace.People[id], call.Actor);
        var answer = Call.Ok();
        answer["channel"] = conversation.ToJson(call.Actor.Id);
        if (refused.Count > 0) answer["errors"] = Errors(refused);
        return answer;
    }

    static string? Trouble(Call call, Conversation conversation, string id) => call.Workspace.People.ById(id) switch
    {
        null => "user_not_found",
        { Deleted: true } or { IsStranger: true } => "cant_invite",
        var person when person == call.Actor => "cant_invite_self",
        var person when conversation.Has(person.Id) => "already_in_channel",
        { IsGuest: true } when !call.Actor.IsAdmin => "user_is_restricted",
        _ => null,
    };

    static Refusal Refused(int asked, List<(string Id, string? Error)> refused) =>
        new(refused[0].Error!, asked == 1 ? null : new JsonObject { ["errors"] = Errors(refused) });

    static JsonArray Errors(List<(string Id, string? Error)> refused) =>
        new([.. refused.Select(each => new JsonObject { ["user"] = each.Id, ["ok"] = false, ["error"] = each.Error })]);
}
