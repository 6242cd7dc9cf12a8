using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Alerts.Json;
using Bot.Domain.Alerts;
using Bot.Slack;

namespace Bot.Alerts;

/// <summary>Understands the body of an alert; what cannot be understood becomes an alert that says so.</summary>
public static partial class AlertBody
{
    /// <summary>In bytes: what is longer is not read. Of what is read so much is kept.</summary>
    public const int MaxLength = 2 * 1024 * 1024, MaxKept = 256 * 1024;

    /// <summary>Characters of an unreadable body that the alert about it shows; the ledger keeps all.</summary>
    const int MostRaw = 1000;
    const int MostTitle = 500;

    internal const string UnreadableKey = "unreadable";

    /// <summary>The alerts of a body, each with its own part of it.</summary>
    /// <param name="charset">The letters that the sender names.</param>
    public static IReadOnlyList<Heard> Read(string source, byte[] body, string? charset = null) =>
        Readings(body, charset) switch
        {
            [{ Value: { } json } only] when ListedAlerts.Of(source, json, only.Leniently) is { } listed =>
                listed is [var alert] ? [alert with { Body = body }] : listed,
            var readings => Each(readings, body, one => new(Of(source, one), [])),
        };

    /// <summary>What each document of a body says, with its own part of it.</summary>
    internal static IReadOnlyList<Heard> Each(IReadOnlyList<JsonReading> readings, byte[] body, Func<JsonReading, Heard> read) =>
        readings is [var only]
            ? [read(only) with { Body = body }]
            : [.. readings.Select(one => read(one) with { Body = Encoding.UTF8.GetBytes(one.Text) })];

    internal static IReadOnlyList<JsonReading> Readings(byte[] body, string? charset) =>
        LenientJson.Read(BodyText.Recoded(body, charset)) is var readings && readings is [{ Value: null, Text: var text }]
            && FormBody.Json(text) is { } json ? LenientJson.Read(json) : readings;

    static Alert Of(string source, JsonReading reading) =>
        reading.Value is not { } json ? Unreadable(source, reading.Problem!, reading.Text)
            : Understood(source, json, reading.Leniently)
            ?? Unreadable(source, "It is JSON but no alert: it has no title.", reading.Text);

    /// <summary>The alert about a file that is no artifact of dbt, or none that can be read.</summary>
    public static Alert NoArtifact(
        string source, string problem, IReadOnlyDictionary<string, string> metadata, string? url) => new()
        {
            Source = source,
            Metadata = metadata,
            SourceUrl = url,
            Title = $"Unreadable artifact of dbt from {source}",
            // What stands in it may be rows, which are not for a chat.
            Description = $"{source} sent a file that cannot be read as one that dbt wrote. {problem} Its beginning is kept. "
                + "How to send it: “dbt” in docs/ci of the bot.",
            DeduplicationKey = "unreadable artifact",
            ReadLeniently = true,
            Problem = problem,
        };

    /// <summary>As much of a body as is kept.</summary>
    public static byte[] Cut(byte[] body) => body.Length <= MaxKept ? body : body[..MaxKept];

    /// <summary>The alert about a body that was packed in a way that nobody could undo.</summary>
    public static Alert Packed(string source, string problem, byte[] body) => Unreadable(source, problem, BodyText.Of(body).Text);

    /// <summary>
    /// The alert about bodies that nobody could read: one key per source, so that there is one while it is open.
    /// </summary>
    internal static Alert Unreadable(string source, string problem, string raw)
    {
        // It may name the very place, with what stands there.
        var wrong = VisibleText.Of(problem);
        return new()
        {
            Source = source,
            Title = $"Unreadable alert from {source}",
            Description = $"{source} sent something that cannot be read as an alert. Nothing is lost; this is what came:\n"
                + $"```\n{Beginning(raw)}\n```\n{wrong}",
            DeduplicationKey = UnreadableKey,
            ReadLeniently = true,
            Problem = wrong,
        };
    }

    /// <summary>What the message shows as code: no fence in it ends the code, and its escapes do not fill the message.</summary>
    static string Beginning(string raw)
    {
        var shown = VisibleText.Of(raw).Trim().Replace("```", "'''", StringComparison.Ordinal);
        var most = MostRaw;
        while (Mrkdwn.Escape(Limits.First(shown, most)).Length > MostRaw) most = most * 3 / 4;
        var first = Limits.First(shown, most).TrimEnd();
        return first.Length == 0 ? "(nothing)" : first.Length < shown.Length ? $"{first}…" : first;
    }

    /// <summary>The alert about bodies longer than <see cref="MaxLength"/>, likewise one per source.</summary>
    public static Alert Oversized(string source)
    {
        var problem = $"The body is longer than {MaxLength / 1024 / 1024} MB; its beginning was kept.";
        return new()
        {
            Source = source,
            Title = $"Oversized alert from {source}",
            Description = problem,
            DeduplicationKey = "oversized",
            ReadLeniently = true,
            Problem = problem,
        };
    }

    /// <summary>The alert about a source that sends more than it may, likewise one per source.</summary>
    public static Alert TooMany(string source, long perMinute) => new()
    {
        Source = source,
        Title = $"Too many alerts from {source}",
        Description = $"More than {perMinute} came within a minute. The rest is kept and counted here, and opens nothing.",
        DeduplicationKey = "too many",
    };

    /// <summary>The alert, or null where nothing says what it is about: other JSON is not taken for one.</summary>
    internal static Alert? Understood(string source, JsonObject json, bool leniently)
    {
        JsonNode? Field(string name) => AlertFields.Field(json, name);
        var metadata = AlertFields.Metadata(Field("metadata"));
        var description = AlertFields.Shown(Field("description")) ?? "";
        var key = AlertFields.Text(Field("deduplication_key"));
        var title = Meant(OneLine(AlertFields.Shown(Field("title")))) ?? OneLine(description)
            ?? Said.Of(metadata.GetValueOrDefault("job"));
        if (title is null && Said.Of(key) is null) return null;
        title ??= $"Alert from {source}";
        var status = AlertFields.Text(Field("status")) ?? AlertFields.Text(Field("state")) ?? "";
        var shown = Limits.First(title, MostTitle);
        return new()
        {
            Source = source,
            Title = shown,
            // What a title has no room for is said all the same.
            Description = shown.Length == title.Length || description.Contains(title, StringComparison.Ordinal)
                ? description : $"{title}\n\n{description}".TrimEnd(),
            Status = Alert.StatusOf(status),
            StatusWord = status,
            DeduplicationKey = DeduplicationKey.Of(key, source, title, metadata),
            SourceUrl = Url(AlertFields.Shown(Field("source_url"))) ?? Url(metadata.GetValueOrDefault("source_url")),
            Metadata = metadata,
            ReadLeniently = leniently || AlertFields.Contradicts(json, "status"),
        };
    }

    // A title that nobody filled in; what is filled in part says something.
    static string? Meant(string? title) => title?.Contains(' ') == false ? Said.Of(title) : title;

    static string? OneLine(string? text) =>
        text?.Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();

    /// <summary>A web address, in angle brackets or without its https:// too; what names another scheme is none.</summary>
    internal static string? Url(string? text)
    {
        var plain = text?.Trim() is ['<', .. var inside, '>'] ? inside.Split('|')[0].Trim() : text?.Trim();
        if (plain is not null && WithoutScheme().IsMatch(plain)) plain = $"https://{plain}";
        return Uri.TryCreate(plain, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url.AbsoluteUri : null;
    }

    // "ci.example.com/1": a host with a dot and an end in letters, and a path.
    [GeneratedRegex("^[a-z0-9-]+([.][a-z0-9-]+)*[.][a-z]{2,}(:[0-9]+)?/[^ ]*$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex WithoutScheme();
}
