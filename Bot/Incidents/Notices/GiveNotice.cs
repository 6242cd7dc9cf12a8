using System.Data;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Notices;

/// <summary>
/// A notice is given or changed: what readers of data are told, since when it is so, when it is to be well, and where.
/// </summary>
public sealed class GiveNotice(
    Database database, SlackApi slack, Access access, CheckChannels check, TimeProvider clock)
{
    /// <summary>The form of a new notice, or of one that is given.</summary>
    internal ModalViewDefinition Form(IDbConnection db, IncidentRow incident, NoticeRow? notice, string by)
    {
        var facts = Facts(db, incident, by);
        var first = facts.Offered is [var hit, ..] ? hit : null;
        return notice is null ? NoticeForm.Form(facts, new(incident.Number), NoticeForm.New(db, incident, first))
            : NoticeForm.Form(facts, new(incident.Number, notice.Id, notice.Changes), NoticeForm.Of(notice));
    }

    NoticeForm.Facts Facts(IDbConnection db, IncidentRow incident, string by) => new(
        incident, NoticeForm.Offered(db, incident), PersonHours.ZoneOf(db, by), TeamOf(db, incident, by),
        clock.GetUtcNow())
    {
        Told = NoticeStore.AllOpen(db),
    };

    // Where notices go from now on is a matter of the rotation; who may not choose it is not asked.
    RotationRow? TeamOf(IDbConnection db, IncidentRow incident, string by) =>
        RotationStore.Answering(RotationStore.All(db, clock.GetUtcNow()), incident.Team) is { } row
        && access.May(db, by, Act.ChooseNoticeChannels, RotationAccess.RolesIn(row, by)) ? row : null;

    /// <summary>Something else was chosen: the fields that depend on it begin anew.</summary>
    public async Task Refresh(BlockActionRequest change, CancellationToken stop)
    {
        if (change.View is not { CallbackId: NoticeIds.Form } view) return;
        var (shown, by) = (ShownNotice.Of(view), change.User.Id);
        var form = database.Read(db =>
        {
            if (IncidentStore.Find(db, Viewer.Of(by), shown.Incident) is not { } incident) return null;
            var facts = Facts(db, incident, by);
            var about = facts.Offered.FirstOrDefault(h => ShownNotice.Mark(h.Label) == change.Action.SelectedOption?.Value);
            return NoticeForm.Form(facts, shown with { Draft = shown.Draft + 1 }, NoticeForm.New(db, incident, about));
        });
        if (form is not null) await slack.Views.Redraw(change, form, stop);
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var shown = ShownNotice.Of(form.View);
        var channels = form.View.State.Conversations(shown.Block(NoticeForm.Channels));
        var found = await check.Of(channels, stop);
        if (found.Problem is { } problem)
            return ViewSubmissionResponse.Errors((shown.Block(NoticeForm.Channels), problem));
        return await RefusedFields.Catch(database, form, tx => Give(tx, form, shown, found.Where));
    }

    void Give(Tx tx, ViewSubmission form, ShownNotice shown, string where)
    {
        var by = form.User.Id;
        var notice = shown.Notice is { } id ? NoticeStore.Find(tx.Db, id) : null;
        // What was merged meanwhile goes on in the other one.
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), notice?.Incident ?? shown.Incident);
        if (ListNotices.Refusal(incident) is { } refusal) throw RefusedFields.Of(NoticeForm.Text, refusal);
        if (shown.Notice is not null && notice is not { IsOpen: true })
            throw RefusedFields.Of(NoticeForm.Text, "It was cleared meanwhile: its readers know that it is over.");
        var filled = Filled(tx, form.View.State, shown, incident, (notice, by));
        if (notice is not null && notice.Changes != shown.Changes)
            throw RefusedFields.Anew(NoticeForm.Form(
                Facts(tx.Db, incident, by), shown with { Changes = notice.Changes }, filled, Meanwhile(tx, notice)));
        if (incident.ChannelId is { } own && filled.Channels.Contains(own))
            throw RefusedFields.Of(
                shown.Block(NoticeForm.Channels), $"Whoever is in the channel of {incident.Label} knows it: take that one off.");
        Check(tx, incident, notice, filled);
        if (NoticeStore.OpenAbout(tx.Db, filled.About).Find(
            n => n.Id != notice?.Id && n.Channels.Intersect(filled.Channels).Any()) is { } other)
            throw RefusedFields.Of(
                shown.Block(NoticeForm.Channels),
                $"{IncidentRow.LabelOf(other.Incident)} tells readers of it in one of these channels already: "
                    + "take that one off.");
        var said = new NoticeSaid(
            filled.About, filled.Text, filled.Since.ToUnixTimeMilliseconds(), filled.Expected?.ToUnixTimeMilliseconds());
        if (notice is null) NoticeStore.Give(tx, incident, said, filled.Channels, where, by);
        else NoticeStore.Change(tx, incident, notice, said, filled.Channels, by);
        Keep(tx, form.View.State, shown, incident, (filled, by));
        TakeIncident.Appear(tx, incident.Number, by);
    }

    static string Meanwhile(Tx tx, NoticeRow notice) =>
        $":warning: *{Mrkdwn.Name(Person.NameOf(tx.Db, notice.ChangedBy))}* changed it meanwhile. Readers are told now:\n"
            + $"{NoticeMessage.Said(notice)}\nPress *Change* again to put yours in its place.";

    static void Check(Tx tx, IncidentRow incident, NoticeRow? notice, NoticeForm.Filled filled)
    {
        if (filled.About is null && filled.Text.Length == 0)
            throw RefusedFields.Of(NoticeForm.Text, "Say what readers should know.");
        if (notice is null && NoticeStore.Open(tx.Db, incident.Number).Find(
            n => n.About is not null && n.About.Equals(filled.About, StringComparison.OrdinalIgnoreCase)) is { } first)
            throw RefusedFields.Of(NoticeForm.About, $"{Person.NameOf(tx.Db, first.ChangedBy)} has told its readers meanwhile. "
                + "Open this again to change what they are told.");
    }

    /// <summary>What was filled in, with the moments that are meant; where a time cannot be so, the form says why.</summary>
    NoticeForm.Filled Filled(
        Tx tx, ViewState state, ShownNotice shown, IncidentRow incident, (NoticeRow? Notice, string By) of)
    {
        var (notice, by) = of;
        var facts = Facts(tx.Db, incident, by);
        var before = notice is not null ? NoticeForm.Of(notice)
            : NoticeForm.New(tx.Db, incident, About(facts, state));
        var (day, time) = (state[NoticeForm.ExpectedDay].SelectedDate, state[NoticeForm.ExpectedTime].SelectedTime);
        var filled = before with
        {
            Text = state.Text(NoticeForm.Text),
            Channels = state.Conversations(shown.Block(NoticeForm.Channels)),
            Since = Since(state, shown, facts.Zone, before.Since),
            // The form shows no day of a time that is over: left as it stood, that is meant.
            Expected = day is null && before.Expected is { } kept && time is { } at && IsShown(facts.Zone.Wall(kept), at) ? kept
                : NoticeRules.Expected(day, time, facts.Zone, tx.Time),
        };
        var isDayAlone = day is not null && time is null;
        return NoticeRules.Problem(filled.Since, filled.Expected, isDayAlone, before.Expected, tx.Time) switch
        {
            NoticeProblem.NotBegun => throw RefusedFields.Of(
                shown.Block(NoticeForm.SinceTime), "That has not happened yet: choose a time that is over."),
            NoticeProblem.DayAlone => throw RefusedFields.Of(NoticeForm.ExpectedTime, "Choose a time of that day, or no day."),
            NoticeProblem.Over => throw RefusedFields.Of(
                NoticeForm.ExpectedTime, "That time is over: choose a later one, or none."),
            _ => filled,
        };
    }

    static bool IsShown(DateTime wall, TimeOnly time) => (wall.Hour, wall.Minute) == (time.Hour, time.Minute);

    static ReadersHit? About(NoticeForm.Facts facts, ViewState state) => state.Selected(NoticeForm.About) switch
    {
        null or NoticeForm.Other => null,
        var mark => facts.Offered.FirstOrDefault(h => ShownNotice.Mark(h.Label) == mark)
            ?? throw RefusedFields.Of(NoticeForm.About, "Its readers are told already, or it is well by now: choose another."),
    };

    // The minute that was chosen; where it was left as it stood, the moment itself.
    static DateTimeOffset Since(ViewState state, ShownNotice shown, TimeZoneInfo zone, DateTimeOffset before)
    {
        if (state[shown.Block(NoticeForm.SinceDay)].SelectedDate is not { } on
            || state[shown.Block(NoticeForm.SinceTime)].SelectedTime is not { } at) return before;
        var wall = zone.Wall(before);
        return on == DateOnly.FromDateTime(wall) && IsShown(wall, at)
            ? before : zone.Instant(on.ToDateTime(at));
    }

    void Keep(Tx tx, ViewState state, ShownNotice shown, IncidentRow incident, (NoticeForm.Filled Filled, string By) of)
    {
        var (standing, (filled, by)) = (shown.Block(NoticeForm.Standing), of);
        var ticked = state.Ticked(standing);
        if (ticked.Count == 0 || TeamOf(tx.Db, incident, by) is not { } team) return;
        if (filled.Channels.Any(channel => ChannelStore.IsOfIncident(tx.Db, channel)))
            throw RefusedFields.Of(
                standing,
                "One of these is the channel of an incident, which is put away with it: take it off, or tick nothing here.");
        if (ticked.Contains(NoticeForm.ForAbout) && filled.About is { } about)
            NoticeChannels.SetFor(tx, about, filled.Channels, by);
        if (ticked.Contains(NoticeForm.ForTeam)) NoticeChannels.SetForRotation(tx, team.Id, filled.Channels, by);
    }
}
