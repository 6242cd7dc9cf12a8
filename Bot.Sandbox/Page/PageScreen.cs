using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>What the page shows of the workspace to one person, as JSON.</summary>
sealed class PageScreen(Workspace workspace, Member member)
{
    const int Newest = 200;

    public JsonObject Show(string? channel)
    {
        var all = workspace.Conversations.All.Where(each => !each.Archived
            && (each.Kind == ConversationKind.Public || each.Has(member.Id)));
        var mine = all.OrderBy(each => each.IsDirect).ToList();
        var place = mine.Find(each => each.Id == channel) ?? mine.Find(each => each.IsGeneral) ?? mine.FirstOrDefault();
        return new JsonObject
        {
            ["time"] = TimeZoneInfo.ConvertTime(workspace.Now, member.Person.Zone)
                .ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture),
            ["people"] = new JsonArray([.. workspace.People.All.Where(each => !each.IsBot && !each.Deleted
                && each != workspace.People.Slackbot).Select(Person)]),
            ["channels"] = new JsonArray([.. mine.Select(each => new JsonObject { ["id"] = each.Id, ["name"] = Name(each) })]),
            ["channel"] = place?.Id,
            ["topic"] = place?.Topic.Value,
            ["messages"] = place is null ? [] : Messages(place),
            ["modal"] = member.ModalOrNone is { } modal ? Modal(modal) : null,
        };
    }

    static JsonObject Person(Person person) => new() { ["handle"] = person.Handle, ["name"] = person.RealName };

    string Name(Conversation conversation) => conversation.IsDirect
        ? string.Join(", ", conversation.Members.Where(id => id != member.Id).Select(id => workspace.People.ById(id)?.RealName))
        : $"#{conversation.Name}";

    JsonArray Messages(Conversation place)
    {
        var whispers = workspace.Conversations.Posting.Whispers(member.Person)
            .Where(each => !each.Deleted && each.Conversation == place);
        var newest = place.Messages.Newest.Take(Newest).Concat(whispers).OrderBy(message => message.Micros).TakeLast(Newest);
        return new JsonArray([.. newest.Select(message => Message(new SeenMessage(workspace, member, message)))]);
    }

    JsonObject Message(SeenMessage message)
    {
        var links = message.Buttons.Where(button => message.Url(button) is not null)
            .ToDictionary(button => button, button => (JsonNode?)message.Url(button));
        return new()
        {
            ["ts"] = message.Posted.Ts,
            ["from"] = message.From,
            ["at"] = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(message.Posted.Micros / 1000),
                member.Person.Zone).ToString("HH:mm", CultureInfo.InvariantCulture),
            ["text"] = message.Text,
            ["buttons"] = Json.Strings(message.Buttons),
            ["links"] = new JsonObject(links),
            ["onlyYou"] = message.IsEphemeral,
            ["pinned"] = message.IsPinned,
            ["reply"] = message.Posted.ThreadTs is not null,
            ["edited"] = message.Posted.EditedTs is not null,
        };
    }

    JsonObject Modal(Modal modal)
    {
        var errors = modal.Errors;
        return new()
        {
            ["title"] = modal.Title,
            ["text"] = modal.Text,
            ["submit"] = modal.SubmitLabel,
            ["buttons"] = Json.Strings(modal.Buttons),
            ["trouble"] = modal.Trouble,
            ["fields"] = new JsonArray([.. InputState.Elements(modal.View.Definition).Where(placed => placed.InInput)
                .Select(placed => Field(modal, placed, errors))]),
        };
    }

    JsonObject Field(Modal modal, PlacedElement placed, IReadOnlyDictionary<string, string> errors)
    {
        var label = member.Reader.Text(placed.Block.Get("label"));
        return new()
        {
            ["label"] = label,
            ["type"] = placed.Type,
            ["multiline"] = placed.Element.Is("multiline"),
            ["value"] = modal.Value(label),
            ["hint"] = member.Reader.Text(placed.Block.Get("hint")),
            ["error"] = errors.GetValueOrDefault(label),
            ["options"] = Json.Strings(ElementValues.Options(placed).Select(option => member.Reader.Text(option.Get("text")))),
        };
    }
}
