using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.FollowUps;

/// <summary>
/// The checklist in an incident's channel: one message with a box for each of its follow-ups, edited as they are ticked.
/// </summary>
public sealed class ShowChecklist(Database database, Posts posts, TimeProvider clock)
{
    public const string Prefix = "followups";

    const int MostGroups = 4, LongestOwner = 30;

    public static string SubjectOf(long incident) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{incident}");

    public static string Slot(long incident) => $"{SubjectOf(incident)}:checklist";

    /// <summary>It is posted in the channel that its incident has at that moment.</summary>
    public static bool IsRight(IDbConnection db, string slot, string channel) =>
        slot.Split(':') is [_, var id, ..] && long.TryParse(id, CultureInfo.InvariantCulture, out var number)
        && OfIncident.Find(db, Viewer.Bot, number)?.ChannelId == channel;

    /// <summary>Repeatable: called whenever something about the follow-ups of an incident has changed, or its channel.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        var (incident, rows, place) = database.Read(db => (
            OfIncident.Find(db, Viewer.Bot, number), FollowUpStore.OfIncident(db, Viewer.Bot, number),
            Posts.ChannelOf(db, Slot(number))));
        // Once it has a channel, it is brought again.
        if (incident is not { ChannelId: { } channel } || (rows.Count == 0 && place is null)) return;
        // In a channel that the incident has left it stays as it is, and is said anew in the other.
        if (place is not null && place != channel) await database.Change(tx => Posts.Forget(tx, Slot(number)));
        try
        {
            await posts.Show(Slot(number), channel, database.Read(db => Message(db, incident, rows)), stop, Lost.Left);
        }
        catch (SlackException e) when (Posts.IsNoPlace(e))
        {
            // Its channel was put away: lists and briefs go on.
        }
    }

    Message Message(IDbConnection db, OfIncident incident, List<FollowUpRow> rows)
    {
        var boxes = rows.FindAll(row => row.State != FollowUpState.NotDoing);
        var done = boxes.Count(row => row.State == FollowUpState.Done);
        var heading = boxes.Count == 0 ? "Follow-ups: none is left"
            : string.Create(CultureInfo.InvariantCulture, $"Follow-ups: {done} of {boxes.Count} done");
        // What is over stands below what is to be done.
        var shown = boxes.OrderBy(row => row.State).Take(MostGroups * Limits.CheckboxOptions).ToList();
        return new()
        {
            Text = $"{incident.Label}: {heading}",
            Blocks =
            [
                new SectionBlock { Text = $":fast_forward: *{heading}*" },
                .. shown.Chunk(Limits.CheckboxOptions).Select((some, nth) => Boxes(db, some, nth)),
                .. Grey(boxes.Count - shown.Count, rows.FindAll(row => row.State == FollowUpState.NotDoing)),
            ],
        };
    }

    /// <summary>
    /// Which of them were ticked stands in the block's id: a press tells what whoever pressed had before their eyes, and Slack
    /// shows the boxes as they are now only where the id has changed.
    /// </summary>
    ActionsBlock Boxes(IDbConnection db, FollowUpRow[] rows, int nth)
    {
        var options = rows.Select(row => (Row: row, Option: Box(db, row))).ToList();
        List<Option> ticked = [.. options.Where(o => o.Row.State == FollowUpState.Done).Select(o => o.Option)];
        return new()
        {
            BlockId = Ticked.Write(nth, ticked.Select(o => o.Value)),
            Elements =
            [
                new CheckboxGroup
                {
                    ActionId = FollowUpIds.Tick,
                    Options = [.. options.Select(o => o.Option)],
                    InitialOptions = ticked.Count > 0 ? ticked : null,
                },
            ],
        };
    }

    Option Box(IDbConnection db, FollowUpRow row) => new(
        Limits.Truncate($"{row.Label} {row.Title}", Limits.OptionText), row.Number.ToString(CultureInfo.InvariantCulture))
    {
        Description = Limits.Truncate(About(db, row), Limits.OptionDescription),
    };

    // A channel has readers in many zones: days are those of the owner.
    string About(IDbConnection db, FollowUpRow row)
    {
        var today = OwnerDays.Of(db, row.Owner, clock.GetUtcNow()).Today;
        string?[] parts =
        [
            Limits.Truncate(Person.NameOf(db, row.Owner), LongestOwner),
            row.State == FollowUpState.Done ? "done" : $"due {When.Day(row.FollowUp.Due, today)}",
            row.Priority == FollowUpPriority.Normal ? null : row.Priority.ToString().ToLowerInvariant(),
        ];
        return string.Join(" · ", parts.OfType<string>());
    }

    static IEnumerable<Block> Grey(int more, List<FollowUpRow> notDoing)
    {
        if (more > 0) yield return new ContextBlock { Elements = [$"… {more} more"] };
        if (notDoing.Count == 0) yield break;
        var lines = notDoing.Select(row => $"Not doing {FollowUpText.Title(row)}: "
            + Mrkdwn.Inert(row.Reason, FollowUpStore.LongestReason));
        yield return new ContextBlock { Elements = [Limits.TruncateEscaped(string.Join('\n', lines), Limits.Text)] };
    }
}

/// <summary>Which boxes of a group were ticked when its message was drawn, as the id of its block.</summary>
static class Ticked
{
    const string Prefix = "followups";

    public static string Write(int nth, IEnumerable<string> numbers) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}|{nth}|{string.Join(',', numbers)}");

    public static HashSet<string> Read(string block) => block.Split('|') is [Prefix, _, var numbers]
        ? [.. numbers.Split(',', StringSplitOptions.RemoveEmptyEntries)] : [];
}
