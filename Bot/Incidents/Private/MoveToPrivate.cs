using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Delivery;
using Bot.FollowUps;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents.Private;

/// <summary>
/// Move to private: an incident that all saw gets a private channel, with its timeline, its alerts and those who are picked. What
/// the bot has said of it elsewhere goes (<see cref="LeaveOldPlace"/>); what it cannot take back, the form says.
/// </summary>
public sealed class MoveToPrivate(Database database, SlackApi slack, Access access)
{
    const string People = "people";

    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) =>
        opening.Show(slack, database.Read(db => Form(db, incident, opening.By)), stop);

    static ModalViewDefinition Form(IDbConnection db, IncidentRow incident, string by) =>
        Refusal(incident) is { } refusal ? OpenForm.Done("Move to private", refusal) : new()
        {
            CallbackId = PrivateIds.MoveForm,
            PrivateMetadata = incident.Number.ToString(CultureInfo.InvariantCulture),
            Title = "Move to private",
            Submit = "Move",
            Close = "Cancel",
            Blocks =
            [
                new SectionBlock
                {
                    Text = $"*{incident.Label} {Mrkdwn.Inert(IncidentMessages.OneLine(Titles.Of(incident)), 150)}* gets a "
                        + "private channel. Its timeline and its alerts go along, and only those below see them, beside you and "
                        + "its lead.",
                },
                new InputBlock
                {
                    BlockId = People,
                    Label = "Who goes along",
                    Optional = true,
                    Element = new UserMultiSelectMenu
                    {
                        ActionId = PrivateIds.MovePeople,
                        InitialUsers = Always(db, incident, by),
                    },
                },
                .. Merged(db, Viewer.Of(by), incident.Number) is { Count: > 0 } merged
                    ? [new ContextBlock { Elements = [GoAlong(merged)] }] : Array.Empty<Block>(),
                new ContextBlock { Elements = [Removed(incident)] },
                new SectionBlock
                {
                    Text = ":warning: *What the bot cannot remove:* what people wrote, the lines that Slack itself wrote there, "
                        + (PostmortemOf.IsThere(db, incident.Number) ? "the canvas or the files of its postmortem, " : "")
                        + "notifications that were sent, what other tools were told, and lines of other incidents that name "
                        + $"this one{Forgotten(incident)}.",
                },
                .. Installation.Lacks(db, ChannelMaker.PrivateScope)
                    ? [new SectionBlock { Text = NoScope }] : Array.Empty<Block>(),
            ],
        };

    const string NoScope = ":warning: *The bot may not make private channels here:* the app lacks "
        + $"`{ChannelMaker.PrivateScope}`. Those who go along read in a direct message how to make one by hand; its old channel "
        + "is archived after that.";

    static string GoAlong(List<IncidentRow> merged) => merged is [var one]
        ? $"{one.Label} went into it and becomes private with it."
        : $"{string.Join(", ", merged.Select(m => m.Label))} went into it and become private with it.";

    // Of those nothing is kept by which they could be found.
    static string Forgotten(IncidentRow incident) => incident.ForgottenAt is { } at
        ? $"; nor direct messages from before {When.At(at)}" : "";

    // What went into it, and into those, leads to it.
    static List<IncidentRow> Merged(IDbConnection db, Viewer viewer, long number) =>
        IncidentStore.Where(db, viewer, "merged_into = @number and private = 0 order by number", new { number });

    static string Removed(IncidentRow incident) => "The bot takes its announcement and its direct messages away, readers of its "
        + "notices are told no more than that it is settled elsewhere"
        + (incident.ChannelId is { } channel
            ? $", its messages in {Mrkdwn.Channel(channel)} say no more than that it moved, and that channel is archived under "
                + "another name."
            : ".");

    static List<string> Always(IDbConnection db, IncidentRow incident, string by) =>
    [
        .. new[] { by, incident.Lead }.OfType<string>().Concat(IncidentSettings.PrivatePeople.Now(db)).Distinct()
            .Except(Outsiders.All(db)),
    ];

    static string? Refusal(IncidentRow incident) => incident switch
    {
        { Private: true } => $"{incident.Label} is private already.",
        { IsOpen: false } => $"{incident.Label} is {incident.Standing}. Reopen it to move it.",
        _ => null,
    };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        foreach (var person in form.View.State.Users(People)) await access.Meet(person, stop);
        return await RefusedFields.Catch(database, form, tx => Move(tx, form));
    }

    static void Move(Tx tx, ViewSubmission form)
    {
        var by = form.User.Id;
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), WhichIncident.Number(form.View.PrivateMetadata)!.Value);
        if (Refusal(incident) is { } refusal) throw RefusedFields.Of(People, refusal);
        List<string> people =
        [
            .. form.View.State.Users(People).Concat(Always(tx.Db, incident, by)).Distinct().Except(Outsiders.All(tx.Db)),
        ];
        foreach (var one in Merged(tx.Db, Viewer.Of(by), incident.Number).Prepend(incident)) Move(tx, one, people, by);
        tx.WakeHomes();
    }

    static void Move(Tx tx, IncidentRow incident, List<string> people, string by)
    {
        ChannelStore.MakePrivate(tx, incident);
        InviteStore.InviteNobodyMore(tx, incident.Number);
        foreach (var person in people) InviteStore.Invite(tx, incident.Number, person, "may see it", tx.Now, again: true);
        CallStore.Leave(tx, incident, by);
        SubscriberStore.CatchUp(tx, incident.Number);
        NoticeStore.Withdraw(tx, incident, by);
        Posts.Move(tx, incident.Subject, LeaveOldPlace.SubjectOf(incident.Number));
        Posts.Move(tx, ShowChecklist.SubjectOf(incident.Number), LeaveOldPlace.SubjectOf(incident.Number));
        FollowUpStore.Hide(tx, incident.Number);
        PostmortemOf.Hidden(tx, incident.Number);
        Marks.Forget(tx, incident.Subject);
        tx.Note(incident.Subject, IncidentFacts.MovedToPrivate, by, before: incident.ChannelId);
        CallPeople.Climb(tx, incident.Number);
        ShowAnew(tx, incident);
    }

    /// <summary>All that shows it shows it otherwise now.</summary>
    static void ShowAnew(Tx tx, IncidentRow incident)
    {
        tx.Wake(LeaveOldPlace.SubjectOf(incident.Number));
        tx.Wake(incident.Subject);
        foreach (var night in tx.Db.Query<long>(
            "select distinct night from waiting_alerts where incident = @Number", new { incident.Number }).ToList())
            tx.Wake($"overnight:{night}");
        foreach (var other in tx.Db.Query<long>(
            "select incident from similar_named where other = @Number", new { incident.Number }).ToList())
            tx.Wake($"similar:{other}");
        foreach (var person in tx.Db.Query<string>(
            """
            select distinct person from departures d
            where exists (select 1 from posts p where p.slot like 'departure:' || d.id || ':%')
            """).ToList())
            tx.Wake($"left:{person}");
        WakeBriefs(tx, incident.Number);
    }

    // However old they are; one that holds the number as another is as it was.
    static void WakeBriefs(Tx tx, long number)
    {
        var isNamed = new Regex(string.Create(CultureInfo.InvariantCulture, $@"(?<![0-9]){number}(?![0-9])"));
        foreach (var (person, day, sections) in tx.Db.Query<(string Person, string Day, string Sections)>(
            "select person, day, sections from briefs where state = 'sent' and part = ''").ToList())
            if (isNamed.IsMatch(sections)) tx.Wake($"brief:{person}:{day}:");
    }
}
