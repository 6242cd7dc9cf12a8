using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Postmortems;
using Bot.Incidents;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Postmortems;

/// <summary><c>/incident postmortem</c>: how far it is, in private, with what can be done with it.</summary>
public sealed class ShowPostmortem(Database database, SlackApi slack, WhichIncident which, BotCommands commands)
{
    // As much as people read, or copy by hand.
    const int MostShown = 30_000;

    static readonly ConfirmationDialog Unread = new()
    {
        Title = "Complete the postmortem?",
        Text = new PlainText("Nobody has read it in review. Complete it?"),
        Confirm = "Complete",
        Deny = "Not yet",
    };

    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) =>
        opening.Show(slack, database.Read(db => Modal(db, incident.Number, opening.By)), stop);

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is { } incident) await Open(incident, Opening.Of(press), stop);
    }

    /// <summary>Draws it as it is now where it is open.</summary>
    internal Task Refresh(string view, long incident, string reader, CancellationToken stop) =>
        slack.Views.Redraw(view, () => database.Read(db => Modal(db, incident, reader)), stop);

    /// <param name="db">Where it is read.</param>
    /// <param name="number">Of which incident.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="notice">What came of what they pressed.</param>
    internal ModalViewDefinition Modal(IDbConnection db, long number, string reader, string? notice = null)
    {
        if (IncidentStore.Find(db, Viewer.Of(reader), number) is not { } incident)
            return OpenForm.Done("Postmortem", "There is no such incident.");
        var row = PostmortemStore.Find(db, Viewer.Of(reader), number);
        return new()
        {
            Title = PostmortemText.Title(number),
            Close = "Close",
            PrivateMetadata = number.ToString(CultureInfo.InvariantCulture),
            Blocks =
            [
                .. notice is null ? Array.Empty<Block>() : [new SectionBlock { Text = $":warning: {notice}" }],
                new SectionBlock
                {
                    Text = $"*{incident.Label} {Mrkdwn.Inert(IncidentMessages.OneLine(Titles.Of(incident)), 150)}*\n"
                        + (row is null ? Unasked(db, incident) : About(db, row)),
                },
                .. row is null ? [] : Standing(db, incident, row),
                .. Buttons(db, incident, row),
                .. row is { HasText: true, Canvas: null } ? Text(db, incident, reader) : [],
            ],
        };
    }

    string Unasked(IDbConnection db, IncidentRow incident)
    {
        // It went into another one, whose postmortem tells of both.
        if (incident is { IsOpen: false, MergedInto: { } into })
            return $"It went into {IncidentRow.LabelOf(into)}: `{commands.Incident} postmortem {into}` shows the one of both.";
        var owed = PostmortemSettings.Owed.Now(db);
        return incident.IsOpen && PostmortemRules.IsOwed(owed, incident.Severity)
            ? "One is owed once it is resolved. It can be started now." : "None is owed. Whoever wants one starts it.";
    }

    static string About(IDbConnection db, PostmortemRow row)
    {
        var owner = row.Owner is null ? "nobody has it yet" : $"by *{PostmortemMessage.Name(db, row.Owner)}*";
        var due = row.Postmortem is { IsOpen: true, Due: { } day } ? $", due {PostmortemMessage.Day(day)}" : "";
        var why = row.Reason is { } reason ? $"\n“{Mrkdwn.Inert(reason, StepPostmortem.LongestReason)}”" : "";
        return $"Postmortem: *{PostmortemWords.Of(row.State)}*, {owner}{due}{why}";
    }

    /// <summary>Where its text is, and how that came about.</summary>
    static IEnumerable<Block> Standing(IDbConnection db, IncidentRow incident, PostmortemRow row)
    {
        if (!row.State.HasText()) return [];
        if (row.DraftedAt is null) return [Said("Its draft is being written. It appears here in a moment.")];
        var how = row switch
        {
            { How: SummaryHow.Model } => "Drafted by a model from what was said, with its sources: check it.",
            { Why: { } why } => $"Drafted from what is known, as {SummaryLines.Because(why)}.",
            _ => "Drafted from what is known.",
        };
        return [Said($"{Place(db, incident, row)} {how}")];
    }

    static string Place(IDbConnection db, IncidentRow incident, PostmortemRow row) => row switch
    {
        { CanvasChannel: { } channel } => $"It is written in the canvas *{PostmortemText.Title(row.Incident)}* of "
            + $"{Mrkdwn.Channel(channel)}.{PostmortemMessage.Facts(row)}",
        _ when incident.ChannelId is null => "It is written here, as the incident has no channel.",
        _ when PostmortemCanvas.Lacks(db) is { } scope =>
            $"It is written here, as the app lacks `{scope}`: with it, it is a canvas in the channel.",
        { CanvasTrouble: PostmortemCanvas.Deleted } => "Its canvas was deleted. What was drafted is kept here.",
        { CanvasTrouble: { } why } => $"It is written here, as Slack made no canvas ({why}).",
        _ => "Its canvas is being made.",
    };

    static IEnumerable<Block> Buttons(IDbConnection db, IncidentRow incident, PostmortemRow? row)
    {
        if (row is null && incident is { IsOpen: false, MergedInto: not null }) yield break;
        var state = row?.State ?? PostmortemState.NotNeeded;
        // What is being drafted is neither sent to review nor completed.
        List<BlockElement> all =
        [
            .. PostmortemRules.Steps(state)
                .Where(step => row is not { DraftedAt: null } || step is PostmortemStep.Start or PostmortemStep.NotNeeded)
                .Select(step => Step(step, incident.Number, isRead: row?.ReviewedAt is not null)),
        ];
        if (row is { HasText: true, Canvas: null } && row.Postmortem.IsOpen)
            all.Add(Press(PostmortemIds.OpenEdit, "Edit…", incident.Number));
        if (row?.Postmortem.IsOpen == true) all.Add(Press(PostmortemIds.OpenOwner, "Owner and day…", incident.Number));
        if (row is { HasText: true } && SendFiles.May(db))
            all.Add(Press(PostmortemIds.Send, "Send me Markdown", incident.Number));
        yield return new ActionsBlock { BlockId = "postmortem_steps", Elements = all };
    }

    static Button Step(PostmortemStep step, long incident, bool isRead) => step switch
    {
        PostmortemStep.Start => Press(PostmortemIds.Start, "Start", incident) with { Style = ButtonStyle.Primary },
        PostmortemStep.Review => Press(PostmortemIds.Review, "Send to review", incident),
        PostmortemStep.Complete => Press(PostmortemIds.Complete, "Complete", incident) with { Confirm = isRead ? null : Unread },
        PostmortemStep.Back => Press(PostmortemIds.Back, "Back to work", incident),
        _ => Press(PostmortemIds.OpenNotNeeded, "Not needed…", incident),
    };

    static Button Press(string action, string text, long incident) =>
        new() { ActionId = action, Text = text, Value = incident.ToString(CultureInfo.InvariantCulture) };

    // No three of these marks stand beside each other in it: what others wrote is escaped, and what people edit is cut here.
    static IEnumerable<Block> Text(IDbConnection db, IncidentRow incident, string reader)
    {
        var text = PostmortemText.Whole(db, Viewer.Of(reader), incident).Replace("```", "'''", StringComparison.Ordinal);
        return LongText.Sections("", $"```\n{Limits.Truncate(text, MostShown)}\n```", most: 2 * MostShown);
    }

    static ContextBlock Said(string text) => new() { Elements = [text] };
}
