using System.Data;
using Bot.Domain.OnCall;
using Bot.Domain.Postmortems;
using Bot.FollowUps;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Postmortems;

/// <summary>The rows of postmortems; each is read for somebody, who sees none of an incident that they do not see.</summary>
public static class PostmortemStore
{
    const string IsOpen = "p.state in ('owed', 'inprogress', 'inreview')";

    public static PostmortemRow? Find(IDbConnection db, Viewer viewer, long incident) =>
        Where(db, viewer, "p.incident = @incident", new { incident }).SingleOrDefault();

    /// <summary>The same inside a change that somebody has asked for.</summary>
    public static PostmortemRow? Seen(IDbConnection db, string person, long incident)
    {
        IncidentStore.Seen(db, Viewer.Of(person), incident);
        return Find(db, Viewer.Of(person), incident);
    }

    /// <summary>Those that somebody has still to see to, the first due first.</summary>
    public static List<PostmortemRow> OfOwner(IDbConnection db, Viewer viewer, string owner) =>
        Where(db, viewer, $"{IsOpen} and p.owner = @owner", new { owner });

    /// <summary>Who has some to see to.</summary>
    public static IEnumerable<string> Owners(IDbConnection db) =>
        db.Query<string>($"select distinct p.owner from postmortems p where p.owner is not null and {IsOpen}");

    public static List<PostmortemSection> Sections(IDbConnection db, long incident) => db.Query<PostmortemSection>(
        "select nth, heading, body, edited_by from postmortem_sections where incident = @incident order by nth",
        new { incident }).ToList();

    static List<PostmortemRow> Where(IDbConnection db, Viewer viewer, string holds, object values) => db.Query<PostmortemRow>(
        $"""
        select p.* from postmortems p join incidents i on i.number = p.incident
        where {Viewer.VisibleTo} and {holds} order by p.due, p.incident
        """,
        viewer.With(values)).ToList();

    /// <summary>
    /// One is owed: whoever led the incident has it, and so many working days; but for what somebody has chosen by hand.
    /// </summary>
    internal static void Owe(Tx tx, IncidentRow incident)
    {
        var row = Find(tx.Db, Viewer.Bot, incident.Number);
        var owner = row is { GivenBy: not null } ? row.Owner : incident.Lead;
        var due = row is { DayBy: not null } ? row.Due : owner is null ? null : DueBy(tx, owner);
        // What somebody has begun with, or ended, stays as it is.
        if (tx.Db.Execute(
            """
            insert into postmortems (incident, state, owner, due, made_at) values (@Number, 'owed', @owner, @due, @Now)
            on conflict (incident) do update set owner = excluded.owner, due = excluded.due
            where postmortems.state = 'owed' and postmortems.made_by is null
            """,
            new { incident.Number, owner, due, tx.Now }) > 0) Show(tx, incident.Number);
    }

    /// <summary>None is owed any more, where nobody has asked for it, given it to somebody or begun with it.</summary>
    internal static void OweNot(Tx tx, long incident)
    {
        if (tx.Db.Execute(
            """
            delete from postmortems where incident = @incident and state = 'owed' and made_by is null
                and given_by is null and day_by is null
            """,
            new { incident }) > 0) Show(tx, incident);
    }

    internal static string DueBy(Tx tx, string owner)
    {
        var days = OwnerDays.Of(tx.Db, owner, tx.Time);
        return Days.Text(PostmortemRules.DueBy(days.On, days.Today));
    }

    /// <summary>Somebody begins with one, whether it was owed or not; a draft that was made is kept.</summary>
    internal static void Start(Tx tx, IncidentRow incident, string by, string? view)
    {
        tx.Db.Execute(
            """
            insert into postmortems (incident, state, made_by, made_at, owner, due)
            values (@Number, 'owed', @by, @Now, @by, @due) on conflict (incident) do nothing
            """,
            new { incident.Number, by, tx.Now, due = DueBy(tx, by) });
        var row = Find(tx.Db, Viewer.Of(by), incident.Number)!;
        tx.Db.Execute(
            """
            update postmortems set owner = coalesce(owner, @by), due = coalesce(due, @due), started_at = @Now
            where incident = @Number
            """,
            new { incident.Number, by, tx.Now, due = DueBy(tx, row.Owner ?? by) });
        if (view is not null && row.DraftedAt is null) Wait(tx, incident.Number, $"{view}/{by}");
        Become(tx, row, PostmortemState.InProgress, by);
    }

    static void Wait(Tx tx, long incident, string waiting) => tx.Db.Execute(
        "update postmortems set views = coalesce(views || ' ', '') || @waiting where incident = @incident",
        new { incident, waiting });

    /// <summary>Writes how far it is; the timeline of its incident says so.</summary>
    internal static void Become(Tx tx, PostmortemRow row, PostmortemState state, string by, string? reason = null)
    {
        tx.Db.Execute(
            """
            update postmortems set state = @state, reason = @reason, ended_by = @endedBy, ended_at = @endedAt,
                reviewed_at = coalesce(@reviewedAt, reviewed_at)
            where incident = @Incident
            """,
            new
            {
                row.Incident,
                state = Word(state),
                reason,
                endedBy = state.IsOpen() ? null : by,
                endedAt = state.IsOpen() ? (long?)null : tx.Now,
                reviewedAt = state == PostmortemState.InReview ? tx.Now : (long?)null,
            });
        tx.Note(
            IncidentRow.SubjectOf(row.Incident), IncidentFacts.PostmortemIs, by, Word(row.State), Word(state), why: reason);
        Show(tx, row.Incident);
    }

    /// <summary>Gives it to somebody, or another day.</summary>
    internal static void Give(Tx tx, PostmortemRow row, string owner, DateOnly due, string by)
    {
        var day = Days.Text(due);
        if ((row.Owner, row.Due) == (owner, day)) return;
        var isOthers = row.Owner != owner;
        tx.Db.Execute(
            """
            update postmortems set owner = @owner, due = @day, given_by = @givenBy, day_by = @dayBy, named_on = @namedOn
            where incident = @Incident
            """,
            new
            {
                row.Incident,
                owner,
                day,
                givenBy = isOthers ? by : row.GivenBy,
                dayBy = row.Due != day ? by : row.DayBy,
                // Whom no brief has named it to is told by their next one.
                namedOn = isOthers ? null : row.NamedOn,
            });
        if (isOthers)
            tx.Note(IncidentRow.SubjectOf(row.Incident), IncidentFacts.PostmortemOwner, by, row.Owner, owner);
        // Who has gone leaves one less behind.
        if (row.Owner is { } former && Outsiders.Has(tx.Db, former)) tx.Wake($"left:{former}");
        Show(tx, row.Incident);
    }

    /// <summary>The same by whichever day it is due; where there was none, in so many working days.</summary>
    public static void Hand(Tx tx, PostmortemRow row, string owner, string by) =>
        Give(tx, row, owner, row.Postmortem.Due ?? Days.Read(DueBy(tx, owner)), by);

    /// <summary>Its sections were drafted; false where they are there already.</summary>
    internal static bool Drafted(
        Tx tx, long incident, IReadOnlyList<PostmortemSection> sections, SummaryHow how, SummaryTrouble? why)
    {
        if (tx.Db.Execute(
            """
            update postmortems set drafted_at = @Now, how = @how, why = @why where incident = @incident and drafted_at is null
            """,
            new
            {
                incident,
                tx.Now,
                how = how.ToString().ToLowerInvariant(),
                why = why?.ToString().ToLowerInvariant(),
            }) == 0) return false;
        tx.Db.Execute(
            "insert into postmortem_sections (incident, nth, heading, body) values (@incident, @Nth, @Heading, @Body)",
            sections.Select(s => new { incident, s.Nth, s.Heading, s.Body }));
        return true;
    }

    /// <summary>Nobody waits for the draft any more.</summary>
    internal static void Seen(Tx tx, long incident) =>
        tx.Db.Execute("update postmortems set views = null where incident = @incident", new { incident });

    internal static void Write(Tx tx, long incident, long nth, string body, string by)
    {
        tx.Db.Execute(
            """
            update postmortem_sections set body = @body, edited_by = @by, edited_at = @Now
            where incident = @incident and nth = @nth
            """,
            new { incident, nth, body, by, tx.Now });
        Show(tx, incident);
    }

    /// <summary>Whether an incident is still where it was read, and as open or private as then.</summary>
    internal static bool IsWhereItWas(IDbConnection db, IncidentRow incident) =>
        IncidentStore.Find(db, Viewer.Bot, incident.Number) is { } now
        && (now.Private, now.ChannelId) == (incident.Private, incident.ChannelId);

    /// <summary>A canvas is about to be made; false where that is no place for it any more.</summary>
    internal static bool Attempt(Tx tx, IncidentRow incident) => IsWhereItWas(tx.Db, incident) && tx.Db.Execute(
        "update postmortems set canvas_attempted = @WireNow where incident = @Number", new { incident.Number, tx.WireNow }) > 0;

    /// <summary>Slack made it, and it shows these facts. Made where its incident is not any more, it is left there.</summary>
    internal static void HasCanvas(Tx tx, IncidentRow incident, string canvas, string facts)
    {
        if (IsWhereItWas(tx.Db, incident))
            tx.Db.Execute(
                """
                update postmortems set canvas = @canvas, canvas_channel = @ChannelId, canvas_mark = @mark, facts = @facts,
                    canvas_attempted = null, canvas_trouble = null, facts_trouble = null
                where incident = @Number
                """,
                new { incident.Number, canvas, incident.ChannelId, mark = PostmortemText.Mark(incident.Number), facts });
    }

    /// <summary>Slack makes none there.</summary>
    internal static void HasNoCanvas(Tx tx, IncidentRow incident, string why)
    {
        if (IsWhereItWas(tx.Db, incident))
            tx.Db.Execute(
                "update postmortems set canvas_attempted = null, canvas_trouble = @why where incident = @Number",
                new { incident.Number, why });
    }

    /// <summary>It is gone.</summary>
    internal static void LostCanvas(Tx tx, long incident, string canvas, string why) => tx.Db.Execute(
        """
        update postmortems set canvas = null, canvas_channel = null, canvas_attempted = null, canvas_trouble = @why
        where incident = @incident and canvas = @canvas
        """,
        new { incident, canvas, why });

    /// <summary>Its canvas stands where it is not written to any more; another one is made.</summary>
    internal static void LeaveCanvas(Tx tx, long incident) => tx.Db.Execute(
        """
        update postmortems set canvas = null, canvas_channel = null, canvas_attempted = null, canvas_trouble = null, facts = null
        where incident = @incident
        """,
        new { incident });

    /// <summary>The canvas shows these facts; or does not, and why.</summary>
    internal static void ShowsFacts(Tx tx, long incident, string canvas, string facts, string? trouble) => tx.Db.Execute(
        """
        update postmortems set facts = @facts, facts_trouble = @trouble, canvas_mark = coalesce(@mark, canvas_mark)
        where incident = @incident and canvas = @canvas
        """,
        new { incident, canvas, facts, trouble, mark = trouble is null ? PostmortemText.Mark(incident) : null });

    /// <summary>The canvas shows what it showed before, and why; another try is made when something changes.</summary>
    internal static void FactsLeft(Tx tx, long incident, string canvas, string trouble) => tx.Db.Execute(
        "update postmortems set facts_trouble = @trouble where incident = @incident and canvas = @canvas",
        new { incident, canvas, trouble });

    /// <summary>
    /// Its incident went into another one: the postmortem goes along, where that has none that stays, or is dropped.
    /// </summary>
    internal static void Merge(Tx tx, long from, long to)
    {
        // That none is needed is said of that incident alone.
        if (Find(tx.Db, Viewer.Bot, from) is not { State: not PostmortemState.NotNeeded } row) return;
        var there = Find(tx.Db, Viewer.Bot, to);
        if (there?.GivesWayTo(row) == true)
        {
            tx.Db.Execute("delete from postmortems where incident = @to", new { to });
            there = null;
        }

        if (there is null) tx.Db.Execute("update postmortems set incident = @to where incident = @from", new { from, to });
        else if (row.Postmortem.IsOpen)
            Become(tx, row, PostmortemState.NotNeeded, IncidentChange.Bot, $"it went into {IncidentRow.LabelOf(to)}");
        Show(tx, from);
        Show(tx, to);
    }

    /// <summary>A brief has named them on a day of its reader.</summary>
    public static void Named(Tx tx, IEnumerable<long> incidents, string day) => tx.Db.Execute(
        "update postmortems set named_on = @day where incident in @incidents", new { day, incidents });

    /// <summary>Forgets those of incidents that ended before then.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        $"""
        delete from postmortems where incident in (
            select p.incident from postmortems p join incidents i on i.number = p.incident
            where i.resolved_at < @before and i.{IncidentStore.IsOver} order by p.incident limit @most)
        """,
        new { before, most });

    // All that shows it: its message and canvas, whether its incident can close, Home and briefs.
    static void Show(Tx tx, long incident)
    {
        tx.Wake(PostmortemRow.SubjectOf(incident));
        tx.Wake($"closing:{incident}");
        tx.WakeHomes();
    }

    static string Word(PostmortemState state) => state.ToString().ToLowerInvariant();
}
