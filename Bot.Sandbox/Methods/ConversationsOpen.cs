using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Opens the direct conversation with one person, or a group of up to eight.</summary>
static class ConversationsOpen
{
    public static readonly Method Method = new("conversations.open", Tier.Three, "channel return_im users prevent_creation", Run)
    {
        Scopes = ["channels:manage", "groups:write", "im:write", "mpim:write"],
        Errors = ["channel_not_found", "user_not_found", "user_disabled", "too_many_users", "users_list_not_supplied"],
    };

    const int Most = 8;

    static JsonObject Run(Call call)
    {
        if (call.Arguments.Has("channel")) return Answer(call, call.Conversation(), existed: true);
        var people = call.Arguments.List("users").Distinct().Select(id => Person(call, id)).ToList();
        if (people.Count == 0) throw new Refusal("users_list_not_supplied");
        if (people.Count > Most) throw new Refusal("too_many_users");
        call.NeedScopeFor(people.Count == 1 ? "im" : "mpim");
        var (conversation, existed) = call.Workspace.Conversations.Direct([call.Actor, .. people]);
        return Answer(call, conversation, existed);
    }

    static Person Person(Call call, string id)
    {
        var person = call.Workspace.People.ById(id) ?? throw new Refusal("user_not_found");
        return person.Deleted ? throw new Refusal("user_disabled") : person;
    }

    static JsonObject Answer(Call call, Conversation conversation, bool existed)
    {
        var answer = Call.Ok();
        if (existed) (answer["no_op"], answer["already_open"]) = (true, true);
        answer["channel"] = call.Arguments.Flag("return_im") ? conversation.ToJson(call.Actor.Id)
            : new JsonObject { ["id"] = conversation.Id };
        return answer;
    }
}
