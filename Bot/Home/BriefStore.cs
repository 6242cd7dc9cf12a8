using System.Data;
using System.Globalization;
using Bot.Domain.OnCall;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Home;

/// <summary>The rows of briefs, of hours whose person has been briefed, and of "I have it".</summary>
static class BriefStore
{
    // A column from the time when hours that began in the midst of a day had a brief of their own.
    const string Morning = "part = ''";

    public static BriefRow? Find(IDbConnection db, string person, string day) => db.QuerySingleOrDefault<BriefRow>(
        $"select * from briefs where person = @person and day = @day and {Morning}", new { person, day });

    public static List<BriefRow> Held(IDbConnection db) =>
        db.Query<BriefRow>($"select * from briefs where state = 'held' and {Morning} order by person").ToList();

    /// <summary>Who has a brief of these days already, whatever became of it.</summary>
    public static HashSet<(string Person, string Day)> Known(IDbConnection db, IEnumerable<string> days) =>
        [.. db.Query<(string, string)>($"select person, day from briefs where {Morning} and day in @days", new { days })];

    /// <summary>Briefs sent since then.</summary>
    public static List<BriefRow> SentSince(IDbConnection db, DateTimeOffset then) => db.Query<BriefRow>(
        $"select * from briefs where at >= @then and state = 'sent' and {Morning}",
        new { then = then.ToUnixTimeMilliseconds() }).ToList();

    /// <summary>Briefs of hours that were not over when they were last looked at, whenever they were sent.</summary>
    public static List<BriefRow> HandingOver(IDbConnection db) =>
        db.Query<BriefRow>($"select * from briefs where hands_over = 1 and {Morning}").ToList();

    /// <summary>The hours that a brief tells of are over, and it says so.</summary>
    public static void HandedOver(Tx tx, BriefRow brief) => tx.Db.Execute(
        $"update briefs set hands_over = 0 where person = @Person and day = @Day and {Morning}", brief);

    /// <summary>The latest brief that told somebody of these hours as they began.</summary>
    public static (BriefRow Brief, BriefSection Section)? OfHours(
        IDbConnection db, string person, string rotation, long starts)
    {
        var like = string.Create(CultureInfo.InvariantCulture, $"%\"Starts\":{starts},%");
        return Latest(db, person, like, s => s.Rotation == rotation && s.Starts == starts);
    }

    /// <summary>The latest brief that told somebody of hours, with work that goes with them, which are over.</summary>
    public static (BriefRow Brief, BriefSection Section)? LastOver(
        IDbConnection db, string person, string rotation, DateTimeOffset now) =>
        Latest(db, person, "%\"HasWork\":true%", s => s.HasWork && s.Rotation == rotation && s.IsOver(now));

    static (BriefRow, BriefSection)? Latest(IDbConnection db, string person, string like, Func<BriefSection, bool> isIt)
    {
        var sent = db.Query<BriefRow>(
            $"""
            select * from briefs where person = @person and state = 'sent' and sections like @like and {Morning} order by at desc
            """,
            new { person, like });
        return sent.SelectMany(brief => BriefSection.Read(brief.Sections).Select(section => (brief, section)))
            .Where(b => !b.section.IsAhead && isIt(b.section)).Select(b => ((BriefRow, BriefSection)?)b).FirstOrDefault();
    }

    /// <summary>Incidents that became urgent between two instants and that somebody else leads.</summary>
    public static List<IncidentRow> BecameUrgent(
        IDbConnection db, Viewer viewer, string person, DateTimeOffset from, DateTimeOffset to) =>
        IncidentStore.Where(
            db, viewer,
            """
            i.lead is distinct from @person and exists
            (select 1 from history h where h.subject = 'incident:' || i.number and h.at >= @from and h.at < @to
                and h.verb in @verbs)
            order by i.number
            """,
            new
            {
                person,
                from = from.ToUnixTimeMilliseconds(),
                to = to.ToUnixTimeMilliseconds(),
                verbs = (string[])[IncidentFacts.Opened, IncidentFacts.Severity, IncidentFacts.Affected],
            })
        .Where(i => i.IsUrgent).ToList();

    public static void Save(Tx tx, BriefRow row) => tx.Db.Execute(
        """
        insert into briefs (person, day, part, at, until, state, sections, hands_over)
        values (@Person, @Day, '', @At, @Until, @State, @Sections, @handsOver)
        on conflict (person, day, part) do update set
            at = excluded.at, until = excluded.until, state = excluded.state, sections = excluded.sections,
            hands_over = excluded.hands_over
        """,
        new
        {
            row.Person,
            row.Day,
            row.At,
            row.Until,
            row.State,
            row.Sections,
            handsOver = BriefSection.Read(row.Sections).Any(s => s.Ends is not null) ? 1 : 0,
        });

    /// <summary>Puts another section in the place of one.</summary>
    public static void SetSection(Tx tx, BriefRow brief, BriefSection before, BriefSection after) => tx.Db.Execute(
        $"update briefs set sections = @sections where person = @Person and day = @Day and {Morning}",
        new
        {
            brief.Person,
            brief.Day,
            sections = BriefSection.Write([.. BriefSection.Read(brief.Sections)
                .Select(s => (s.HasWork, s.Rotation, s.Starts) == (before.HasWork, before.Rotation, before.Starts) ? after : s)]),
        });

    public static bool IsBriefed(IDbConnection db, Shift shift) => db.ExecuteScalar<long>(
        "select count(*) from shift_briefed where rotation = @Rotation and starts = @starts and person = @Person",
        new { shift.Rotation, starts = shift.Starts.ToUnixTimeMilliseconds(), shift.Person }) > 0;

    public static void SetBriefed(Tx tx, Shift shift) => tx.Db.Execute(
        """
        insert into shift_briefed (rotation, starts, person, at) values (@Rotation, @starts, @Person, @Now) on conflict do nothing
        """,
        new { shift.Rotation, starts = shift.Starts.ToUnixTimeMilliseconds(), shift.Person, tx.Now });

    public static bool IsTaken(IDbConnection db, string rotation, long starts, string person) => db.ExecuteScalar<long>(
        "select count(*) from shift_taken where rotation = @rotation and starts = @starts and person = @person",
        new { rotation, starts, person }) > 0;

    /// <summary>Writes "I have it"; false when it was said before.</summary>
    public static bool Take(Tx tx, RotationRow rotation, long starts, string person) => tx.Db.Execute(
        "insert into shift_taken (rotation, starts, person, at) values (@Id, @starts, @person, @Now) on conflict do nothing",
        new { rotation.Id, starts, person, tx.Now }) > 0;

    /// <summary>Forgets briefs of before then; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most)
    {
        tx.Db.Execute("delete from shift_briefed where at < @before", new { before });
        tx.Db.Execute("delete from shift_taken where at < @before", new { before });
        return tx.Db.Execute("delete from briefs where at < @before and hands_over = 0 and until < @before", new { before });
    }
}
