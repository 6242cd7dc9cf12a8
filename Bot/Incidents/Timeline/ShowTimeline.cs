using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Timeline;

/// <summary>
/// What happened, when, and who did it, the newest last and page by page; of one kind where somebody wants that. What they put
/// there themselves they change or take off here.
/// </summary>
public sealed class ShowTimeline(Database database, SlackApi slack, TimeProvider clock)
{
    internal const string Edit = "edit", Remove = "remove";

    const int MostOfPage = 25, MostOfBlock = 2900;

    static readonly (TimelineShow Show, string Text)[] Filters =
    [
        (TimelineShow.All, "Everything"), (TimelineShow.Changes, "Decisions and changes"), (TimelineShow.Alerts, "Alerts"),
        (TimelineShow.Notes, "Messages and notes"),
    ];

    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) =>
        opening.Show(slack, Modal(new(incident.Number), opening.By), stop);

    public Task Filter(BlockActionRequest press, CancellationToken stop) => Turn(
        press, shown => shown with { Show = Choices.Read(press.Action.SelectedOption?.Value, TimelineShow.All), Page = 1 }, stop);

    public Task Earlier(BlockActionRequest press, CancellationToken stop) =>
        Turn(press, shown => shown with { Page = shown.Page + 1 }, stop);

    public Task Later(BlockActionRequest press, CancellationToken stop) =>
        Turn(press, shown => shown with { Page = shown.Page - 1 }, stop);

    Task Turn(BlockActionRequest press, Func<ShownPage, ShownPage> to, CancellationToken stop) =>
        ShownPage.Read(press.View?.PrivateMetadata) is { } shown
            ? slack.Views.Redraw(press, Modal(to(shown), press.User.Id), stop) : Task.CompletedTask;

    /// <summary>Shows it as it is now where it lies under a form, or had its button pressed.</summary>
    internal Task Refresh(string? viewId, ShownPage shown, string reader, CancellationToken stop) =>
        viewId is null ? Task.CompletedTask : slack.Views.Redraw(viewId, () => Modal(shown, reader), stop);

    ModalViewDefinition Modal(ShownPage shown, string reader) => database.Read(db =>
    {
        if (IncidentStore.Find(db, Viewer.Of(reader), shown.Incident) is not { } incident)
            return OpenForm.Done("Timeline", "There is no such incident.");
        var lines = TimelineLines.Of(db, Viewer.Of(reader), incident, shown.Show);
        var (page, pages, part) = TimelineRules.PageOf(lines.Count, shown.Page, MostOfPage);
        shown = shown with { Page = page };
        return new ModalViewDefinition
        {
            CallbackId = TimelineIds.Page,
            Title = $"Timeline of {incident.Label}",
            Close = "Done",
            PrivateMetadata = shown.Write(),
            Blocks =
            [
                Controls(shown.Show),
                .. Entries(lines[part], reader, PersonHours.ZoneOf(db, reader), clock.GetUtcNow()),
                .. pages > 1 ? [Pages(page, pages)] : Array.Empty<Block>(),
                .. HowToAdd(db, incident),
            ],
        };
    });

    static ActionsBlock Controls(TimelineShow show) => new()
    {
        BlockId = TimelineIds.Filter,
        Elements =
        [
            Choices.Of(TimelineIds.Filter, Filters, show),
            new Button { ActionId = TimelineIds.AddNote, Text = "Add a note" },
            new Button { ActionId = TimelineIds.Export, Text = "Export" },
        ],
    };

    static ActionsBlock Pages(int page, int pages) => new()
    {
        BlockId = TimelineIds.Earlier,
        Elements =
        [
            .. page < pages ? [new Button { ActionId = TimelineIds.Earlier, Text = $"Earlier ({pages - page} more)" }]
                : Array.Empty<BlockElement>(),
            .. page > 1 ? [new Button { ActionId = TimelineIds.Later, Text = "Later" }] : Array.Empty<BlockElement>(),
        ],
    };

    // Without the permission no emoji is heard of.
    static IEnumerable<Block> HowToAdd(IDbConnection db, IncidentRow incident)
    {
        if (incident is not { IsOpen: true, ChannelId: { } channel } || !Installation.Scopes.Now(db).Contains("reactions:read"))
            yield break;
        yield return new ContextBlock { Elements = [$":pushpin: under a message of {Mrkdwn.Channel(channel)} adds it here."] };
    }

    /// <summary>
    /// A day as a heading, and below it each entry with its time; what the reader may change has a menu beside it.
    /// </summary>
    static IEnumerable<Block> Entries(
        IReadOnlyList<TimelineLine> lines, string reader, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (lines.Count == 0) yield return new SectionBlock { Text = "Nothing of this has happened yet." };
        var (text, day) = ("", (DateOnly?)null);
        foreach (var line in lines)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(line.At);
            var heading = When.Date(at, zone) is var date && date != day ? $"*{When.Day(date, When.Date(now, zone))}*\n" : "";
            day = date;
            var shown = Limits.TruncateEscaped(
                $"{heading}{When.Time(at)} {(line.Who is { } who ? $"{Named(who)}: " : "")}{line.Said}", MostOfBlock);
            var isOwn = line.Item?.IsOf(reader) == true;
            if (text.Length > 0 && (isOwn || text.Length + shown.Length + 1 > MostOfBlock))
            {
                yield return new SectionBlock { Text = text };
                text = "";
            }

            if (isOwn) yield return new SectionBlock { Text = shown, Accessory = Menu(line.Item!) };
            else text += (text.Length == 0 ? "" : "\n") + shown;
        }

        if (text.Length > 0) yield return new SectionBlock { Text = text };
    }

    static string Named(string who) => who == IncidentChange.Alert ? who : $"*{Mrkdwn.Name(who)}*";

    static OverflowMenu Menu(TimelineItem item) => new()
    {
        ActionId = TimelineIds.OwnItem,
        Options =
        [
            .. item.IsNote ? [Choice("Edit", Edit, item)] : Array.Empty<Option>(),
            Choice("Take off the timeline", Remove, item),
        ],
    };

    static Option Choice(string text, string what, TimelineItem item) =>
        new(text, string.Create(CultureInfo.InvariantCulture, $"{what}:{item.Id}"));
}
