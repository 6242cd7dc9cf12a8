using System.Data;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.FollowUps;

/// <summary>
/// <c>/followup export</c>: all follow-ups that somebody may see, as a table and as JSON, in a direct message; where the app may
/// write no files the JSON can be copied.
/// </summary>
public sealed class ExportFollowUps(
    Database database, SlackApi slack, DirectMessages direct, ILogger<ExportFollowUps> log)
{
    const string Scope = "files:write";

    // As much as people copy by hand; a modal holds 100 blocks and 250 KB.
    const int MostShown = 50_000;

    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        // Signs that mean something in a page or a block of code are escaped, letters are not.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    static readonly string[] Header =
    [
        "number", "title", "state", "owner", "due", "priority", "labels", "incident", "made_by", "made_at", "ended_by",
        "ended_at", "reason", "link",
    ];

    public async Task<SlashResponse?> Send(SlashCommand command, CancellationToken stop)
    {
        var (exported, mayWrite) = database.Read(db =>
            (Read(db, command.UserId), Installation.Scopes.Now(db).Contains(Scope)));
        if (exported.Count == 0) return "There are no follow-ups yet.";
        if (!mayWrite)
        {
            await slack.Views.Open(command.TriggerId, Modal(exported), stop);
            return null;
        }

        try
        {
            await slack.Files.Upload(
                await direct.With(command.UserId, stop), "Follow-ups",
                [
                    new("follow-ups.csv", Csv.ToFile(ToCsv(exported))),
                    new("follow-ups.json", Encoding.UTF8.GetBytes(ToJson(exported))),
                ],
                stop);
            return "Both files are in your direct messages with Data Responder.";
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            log.LogWarning("The follow-ups were not sent as files: {Reason}", e.Message);
            return "Slack did not take the files. Try again in a minute.";
        }
    }

    static List<Exported> Read(IDbConnection db, string reader)
    {
        var rows = FollowUpStore.All(db, Viewer.Of(reader)).OrderBy(row => row.Number).ToList();
        var name = Person.Names(db, rows.SelectMany(row => (string?[])[row.Owner, row.MadeBy, row.EndedBy]));
        return rows.ConvertAll(row => new Exported(
            row.Number, row.Title, Word(row.State), name(row.Owner), row.Due, row.Priority.ToString().ToLowerInvariant(),
            row.LabelList, row.Incident is { } incident ? OfIncident.LabelOf(incident) : null)
        {
            MadeBy = name(row.MadeBy),
            MadeAt = Iso(row.MadeAt),
            EndedBy = row.EndedBy is { } by ? name(by) : null,
            EndedAt = row.EndedAt is { } at ? Iso(at) : null,
            Reason = row.Reason,
            Link = row.Link,
        });
    }

    static string ToCsv(IEnumerable<Exported> all) => Csv.Of(Header, all.Select(one => (IEnumerable<string?>)
    [
        one.Number.ToString(CultureInfo.InvariantCulture), one.Title, one.State, one.Owner, one.Due, one.Priority,
        string.Join(", ", one.Labels), one.Incident, one.MadeBy, one.MadeAt, one.EndedBy, one.EndedAt, one.Reason, one.Link,
    ]));

    static string ToJson(IReadOnlyList<Exported> all) => JsonSerializer.Serialize(all, Json);

    static ModalViewDefinition Modal(IReadOnlyList<Exported> all) => new()
    {
        Title = "Follow-ups",
        Close = "Done",
        Blocks =
        [
            new ContextBlock { Elements = [NoFiles] },
            .. LongText.Sections("", $"```\n{Limits.Truncate(ToJson(all), MostShown)}\n```", most: 2 * MostShown),
        ],
    };

    const string NoFiles =
        "The bot sends no files, as the app lacks `files:write`: an admin adds that to the app. The JSON can be copied here.";

    static string Word(FollowUpState state) =>
        state == FollowUpState.NotDoing ? "not doing" : state.ToString().ToLowerInvariant();

    static string Iso(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime
        .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>One as it is exported.</summary>
    sealed record Exported(
        long Number, string Title, string State, string Owner, string Due, string Priority, IReadOnlyList<string> Labels,
        string? Incident)
    {
        public required string MadeBy { get; init; }
        public required string MadeAt { get; init; }
        public string? EndedBy { get; init; }
        public string? EndedAt { get; init; }
        public string? Reason { get; init; }
        public string? Link { get; init; }
    }
}
