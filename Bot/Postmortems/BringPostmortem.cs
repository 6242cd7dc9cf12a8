using System.Globalization;
using System.Text;
using Bot.Delivery;
using Bot.Domain.Postmortems;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Postmortems;

/// <summary>Makes Slack match a postmortem: its draft, its canvas, and the one message in the channel of its incident.</summary>
public sealed class BringPostmortem(
    Database database, WritePostmortem write, PostmortemCanvas canvas, ShowPostmortem show, Posts posts, Marks marks,
    SlackApi slack)
{
    public static string Slot(long incident) => $"{IncidentRow.SubjectOf(incident)}:postmortem";

    /// <summary>Repeatable: each part is made once, and then only follows.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        while (Find(number) is var (incident, row) && row is { DraftedAt: null } && row.State.HasText())
            if (await write.Write(incident, stop)) break;
        await Steps.All([() => canvas.Bring(number, stop), () => Refresh(number, stop), () => InChannel(number, stop)]);
    }

    (IncidentRow Incident, PostmortemRow Row)? Find(long number) => database.Read<(IncidentRow, PostmortemRow)?>(db =>
        IncidentStore.Find(db, Viewer.Bot, number) is { IsForgotten: false } incident
        && PostmortemStore.Find(db, Viewer.Bot, number) is { } row ? (incident, row) : null);

    /// <summary>Those who wait for the draft read it.</summary>
    async Task Refresh(long number, CancellationToken stop)
    {
        if (Find(number) is not var (_, row) || !row.Waiting.Any()) return;
        foreach (var (view, reader) in row.Waiting) await show.Refresh(view, number, reader, stop);
        await database.Change(tx => PostmortemStore.Seen(tx, number));
    }

    async Task InChannel(long number, CancellationToken stop)
    {
        var slot = Slot(number);
        try
        {
            if (Find(number) is not var (incident, row))
            {
                // It went along with its incident into another one, or is not owed any more.
                if (database.Read(db => IncidentStore.Find(db, Viewer.Bot, number)) is { IsForgotten: false })
                    await posts.Remove(slot, stop);
                return;
            }

            if (incident.ChannelId is not { } place) return;
            var message = database.Read(db => PostmortemMessage.Of(db, incident, row));
            if (row.Postmortem.IsOpen) await posts.Show(slot, place, message, stop, Lost.Left);
            else await posts.Follow(slot, place, message, stop, Lost.Left);
            await File(incident, row, place, stop);
        }
        catch (SlackException e) when (Posts.IsNoPlace(e))
        {
            // The channel was put away: the command shows the same.
        }
    }

    /// <summary>Where there is no canvas, whoever reviews it reads the file; so does whoever comes once it is done.</summary>
    async Task File(IncidentRow incident, PostmortemRow row, string place, CancellationToken stop)
    {
        if (row is not { Canvas: null, HasText: true, State: PostmortemState.InReview or PostmortemState.Completed }
            || !database.Read(SendFiles.May)) return;
        var text = database.Read(db => PostmortemText.Whole(db, Viewer.Bot, incident));
        var thread = database.Read(db => Posts.TsOf(db, Slot(row.Incident)));
        try
        {
            // Not twice: where the answer was lost it may stand there, and can be had in private anyway.
            await marks.Set(
                $"{Slot(row.Incident)}:file", string.Create(CultureInfo.InvariantCulture, $"{row.State}:{row.EndedAt}"),
                () => Task.FromResult(true),
                () => slack.Files.Upload(
                    place, $"{PostmortemText.Title(row.Incident)}, {PostmortemWords.Of(row.State)}",
                    [new(SendPostmortem.FileName(row.Incident), Encoding.UTF8.GetBytes(text))], stop, thread));
        }
        catch (SlackException e) when (!Posts.IsNoPlace(e))
        {
            // What Slack does not take holds nothing up.
        }
    }
}
