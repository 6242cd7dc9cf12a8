using System.Text.Json;
using Bot.Sandbox.Page.Desk;

namespace Bot.Sandbox.Page.Tools;

/// <summary>What a call or envelope is about, in names: "#data-incidents · @ana".</summary>
static class EntryAbout
{
    static readonly string[] Fields = ["channel", "channel_id", "user", "user_id", "users", "usergroup"];
    static readonly string[] Inside = ["event", "container", "item"];

    public static string Of(Workspace workspace, Person viewer, LogEntry entry)
    {
        if (!Json.TryParse(entry.Sent, out var sent)) return "";
        var ids = Ids(sent).Distinct().ToList();
        return workspace.Do(() => string.Join(" · ", ids.Select(id => Name(workspace, viewer, id)).OfType<string>().Distinct()));
    }

    static IEnumerable<string> Ids(JsonElement sent)
    {
        foreach (var place in Inside.Select(name => sent.Get(name)).OfType<JsonElement>().Prepend(sent))
            foreach (var field in Fields.Select(name => place.Get(name)).OfType<JsonElement>())
                foreach (var id in Values(field)) yield return id;
    }

    /// <summary>An id, several with commas between, or an object that has one.</summary>
    static IEnumerable<string> Values(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.String => field.GetString()!.Split(','),
        JsonValueKind.Array => field.EnumerateArray().SelectMany(Values),
        _ => field.Text("id") is { } id ? [id] : [],
    };

    static string? Name(Workspace workspace, Person viewer, string id)
    {
        if (workspace.People.ById(id) is { } person) return person.IsBot ? null : $"@{person.Handle}";
        if (workspace.Conversations.ById(id) is { } place)
            return place.IsDirect ? With(workspace, place) : new Naming(workspace, viewer).Of(place);
        return workspace.Groups.All.FirstOrDefault(group => group.Id == id) is { } group ? $"@{group.Handle}" : null;
    }

    static string With(Workspace workspace, Conversation direct) => string.Join(", ", direct.Members
        .Select(workspace.People.ById).OfType<Person>().Where(person => !person.IsBot).Select(person => $"@{person.Handle}"));
}
