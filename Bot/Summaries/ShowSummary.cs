using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Summaries;

/// <summary>
/// <c>/incident summary</c>: a new draft, which appears in its modal once it is written. One that somebody has edited is shown
/// as it is, with a button for a new one.
/// </summary>
public sealed class ShowSummary(Database database, SlackApi slack, WhichIncident which)
{
    public async Task Open(IncidentRow incident, Opening opening, CancellationToken stop)
    {
        if (database.Read(db => SummaryStore.Latest(db, incident.Number)) is { IsDraft: true, EditedBy: not null })
        {
            await opening.Show(slack, database.Read(db => Modal(db, incident.Number, opening.By)), stop);
            return;
        }

        await Begin(incident, opening, stop);
    }

    /// <summary>The one there is, with what can be done with it.</summary>
    public async Task Read(BlockActionRequest press, CancellationToken stop)
    {
        if (await which.OfForm(press) is { Number: var number })
            await Opening.Of(press).Show(slack, database.Read(db => Modal(db, number, press.User.Id)), stop);
    }

    /// <summary>"New draft", where there is one that somebody edited.</summary>
    public async Task Anew(BlockActionRequest press, CancellationToken stop)
    {
        if (DraftName.Read(press.Action.Value) is not { } draft) return;
        var number = draft.Incident.ToString(CultureInfo.InvariantCulture);
        if (await which.OfForm(press with { Action = press.Action with { Value = number } }) is { } incident)
            await Begin(incident, Opening.Of(press), stop);
    }

    async Task Begin(IncidentRow incident, Opening opening, CancellationToken stop)
    {
        if (incident.ChannelId is null)
        {
            await opening.Show(slack, OpenForm.Done("Summary", $"{incident.Label} has no channel of which to write."), stop);
            return;
        }

        var waiting = Page(incident.Number, [Written]);
        var view = opening.Pressed?.Id;
        if (view is null) view = (await slack.Views.Open(opening.Trigger, waiting, stop)).Id;
        else await opening.Show(slack, waiting, stop);
        await database.Change(tx => SummaryStore.Wish(tx, incident.Number, opening.By, view));
    }

    /// <summary>Draws it as it is now where it is open.</summary>
    internal Task Refresh(string view, long incident, string reader, CancellationToken stop) =>
        slack.Views.Redraw(view, () => database.Read(db => Modal(db, incident, reader)), stop);

    /// <param name="db">Where it is read.</param>
    /// <param name="incident">Of which incident.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="notice">What came of what they pressed.</param>
    internal static ModalViewDefinition Modal(IDbConnection db, long incident, string reader, string? notice = null)
    {
        if (IncidentStore.Find(db, Viewer.Of(reader), incident) is not { } found)
            return OpenForm.Done("Summary", "There is no such incident.");
        var (latest, accepted) = (SummaryStore.Latest(db, incident), SummaryRow.Accepted(db, incident));
        var name = Person.Names(db, [.. latest?.People ?? [], .. accepted?.People ?? []]);
        return Page(
            incident,
            [
                .. notice is null ? Array.Empty<Block>() : [new SectionBlock { Text = $":warning: {notice}" }],
                .. latest switch
                {
                    { IsDraft: true } => SummaryMessages.Blocks(found, latest, name),
                    { MadeAt: not null } =>
                    [
                        SummaryLines.Whole(latest.Sentences),
                        new ContextBlock { Elements = [$"On the card: {SummaryLines.Accepted(found, latest, name)}."] },
                    ],
                    _ => [Written],
                },
                .. accepted is not null && latest is { IsDraft: true } ? [Until(SummaryLines.Accepted(found, accepted, name))]
                    : Array.Empty<Block>(),
            ]);
    }

    static ContextBlock Until(string accepted) => new() { Elements = [$"Until then the card shows the one {accepted}."] };

    static SectionBlock Written => new() { Text = "A draft is being written. It appears here in a moment." };

    static ModalViewDefinition Page(long incident, IReadOnlyList<Block> blocks) => new()
    {
        Title = $"Summary of {IncidentRow.LabelOf(incident)}",
        Close = "Close",
        PrivateMetadata = incident.ToString(CultureInfo.InvariantCulture),
        Blocks = blocks,
    };
}
