using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>A file that a person uploaded: what it is called, what it holds, and where it was shared.</summary>
public sealed class StoredFile
{
    public required Workspace Workspace { get; init; }
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required Person Owner { get; init; }
    public required long Created { get; init; }
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>What it shows, for those who cannot see it; null where its app has not said that.</summary>
    public string? AltText { get; init; }
    /// <summary>The messages that carry it.</summary>
    internal List<PostedMessage> Shares { get; } = [];
    /// <summary>Ids of apps that were given it through a form.</summary>
    internal HashSet<string> GivenTo { get; } = [];

    public string Kind => FileKinds.Of(Name).Kind;
    public string MimeType => FileKinds.Of(Name).MimeType;
    public bool IsImage => Kind is "png" or "jpg" or "gif" or "webp";

    /// <summary>The size as people read it.</summary>
    public string Size => Bytes.Length < 1024 ? $"{Bytes.Length} bytes"
        : Bytes.Length < 1024 * 1024 ? string.Create(CultureInfo.InvariantCulture, $"{Bytes.Length / 1024.0:0} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{Bytes.Length / (1024.0 * 1024):0.0} MB");

    /// <summary>A bot may read what was shared where it is, and what it was given in a form.</summary>
    internal bool IsVisible(InstalledApp app) => GivenTo.Contains(app.Id)
        || Shares.Exists(share => !share.Deleted && share.Conversation.Has(app.BotUser.Id));

    internal bool IsVisible(Person person) => Owner == person
        || Shares.Exists(share => !share.Deleted
            && (share.Conversation.Kind == ConversationKind.Public || share.Conversation.Has(person.Id)));

    internal JsonObject ToJson(bool withShares = false)
    {
        var path = $"{Workspace.TeamId}-{Id}/{Uri.EscapeDataString(Name)}";
        var json = new JsonObject
        {
            ["id"] = Id,
            ["created"] = Created,
            ["timestamp"] = Created,
            ["name"] = Name,
            ["title"] = Name,
            ["mimetype"] = MimeType,
            ["filetype"] = Kind,
            ["pretty_type"] = FileKinds.Of(Name).Pretty,
            ["user"] = Owner.Id,
            ["user_team"] = Owner.TeamId,
            ["editable"] = false,
            ["size"] = Bytes.Length,
            ["mode"] = "hosted",
            ["is_external"] = false,
            ["external_type"] = "",
            ["is_public"] = Shares.Exists(share => share.Conversation.Kind == ConversationKind.Public),
            ["public_url_shared"] = false,
            ["display_as_bot"] = false,
            ["username"] = "",
            ["url_private"] = new Uri(Workspace.Url, $"files-pri/{path}").ToString(),
            ["url_private_download"] = new Uri(Workspace.Url, $"files-pri/{path}?download=1").ToString(),
            ["permalink"] = $"https://{Workspace.Options.Domain}.slack.com/files/{Owner.Id}/{Id}/{Uri.EscapeDataString(Name)}",
            ["has_rich_preview"] = false,
            ["file_access"] = "visible",
        };
        if (withShares) AddShares(json);
        return json;
    }

    void AddShares(JsonObject json)
    {
        var shares = Shares.Where(share => !share.Deleted).ToList();
        json["channels"] = Places(shares.Where(share => share.Conversation.Kind == ConversationKind.Public));
        json["groups"] = Places(shares.Where(share => share.Conversation.Kind == ConversationKind.Private));
        json["ims"] = Places(shares.Where(share => share.Conversation.IsDirect));
        json["shares"] = new JsonObject();
        foreach (var side in shares.GroupBy(share => share.Conversation.Kind == ConversationKind.Public ? "public" : "private"))
            json["shares"]![side.Key] = new JsonObject(side.GroupBy(share => share.Conversation.Id).Select(place =>
                KeyValuePair.Create(
                    place.Key, (JsonNode?)new JsonArray([.. place.Select(share => new JsonObject { ["ts"] = share.Ts })]))));
    }

    static JsonArray Places(IEnumerable<PostedMessage> shares) =>
        Json.Strings(shares.Select(share => share.Conversation.Id).Distinct());
}

/// <summary>What an ending of a file name stands for.</summary>
sealed record FileKind(string Kind, string MimeType, string Pretty);

/// <summary>The kinds of files that people attach to incidents; anything else is a binary.</summary>
static class FileKinds
{
    static readonly Dictionary<string, FileKind> ByEnding = new FileKind[]
    {
        new("png", "image/png", "PNG"), new("jpg", "image/jpeg", "JPEG"), new("gif", "image/gif", "GIF"),
        new("webp", "image/webp", "WebP"), new("svg", "image/svg+xml", "SVG"), new("pdf", "application/pdf", "PDF"),
        new("csv", "text/csv", "CSV"), new("text", "text/plain", "Plain Text"), new("json", "application/json", "JSON"),
        new("sql", "text/plain", "SQL"), new("yaml", "text/plain", "YAML"), new("zip", "application/zip", "Zip"),
        new("markdown", "text/markdown", "Markdown"), new("python", "text/x-python", "Python"), new("html", "text/html", "HTML"),
        new("ics", "text/calendar", "iCalendar"),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
    }.ToDictionary(kind => kind.Kind);

    static readonly FileKind Binary = new("binary", "application/octet-stream", "Binary");

    public static string Ending(string name) => Path.GetExtension(name).TrimStart('.').ToLowerInvariant();

    public static FileKind Of(string name)
    {
        var kind = Ending(name) switch
        {
            "jpeg" => "jpg",
            "txt" or "log" => "text",
            "yml" => "yaml",
            "md" => "markdown",
            "py" => "python",
            "htm" => "html",
            var ending => ending,
        };
        return ByEnding.GetValueOrDefault(kind, Binary);
    }
}
