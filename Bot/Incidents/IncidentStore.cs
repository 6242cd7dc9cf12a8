using System.Data;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// The incidents' rows: what is read of them, and all that is written but for their channels (<see cref="ChannelStore"/>).
/// What people and alerts change goes through <see cref="IncidentChange"/>.
/// </summary>
public static class IncidentStore
{
    internal const string IsOver = "status in ('resolved', 'closed', 'declined')";
    internal const string IsOpen = "status not in ('resolved', 'closed', 'declined')";

    /// <summary>The rotation that answers for one: its own or, where that has ended, the one that was made first.</summary>
    internal const string Team =
        """
        coalesce(
            (select r.id from rotations r where r.id = i.rotation and r.ended_at is null),
            (select r.id from rotations r where r.ended_at is null order by r.made_at, r.id limit 1))
        """;

    const string Rows = $"select i.*, {Team} as team from incidents i";

    /// <summary>Those of the incidents that a viewer may see for which something holds: the only way to them.</summary>
    internal static List<IncidentRow> Where(IDbConnection db, Viewer viewer, string holds, object? values = null) =>
        db.Query<IncidentRow>($"{Rows} where {Viewer.VisibleTo} and {holds}", viewer.With(values)).ToList();

    public static IncidentRow? Find(IDbConnection db, Viewer viewer, long number) =>
        Where(db, viewer, "number = @number", new { number }).SingleOrDefault();

    /// <summary>The same inside a change that somebody has asked for, who may have seen it only when they began.</summary>
    public static IncidentRow Seen(IDbConnection db, Viewer viewer, long number) => Find(db, viewer, number)
        ?? throw new RefusedException($"You cannot see {IncidentRow.LabelOf(number)} any more. Ask its lead.");

    public static IncidentRow? InChannel(IDbConnection db, Viewer viewer, string channel) =>
        Where(db, viewer, "channel_id = @channel", new { channel }).SingleOrDefault();

    /// <summary>The same, also for a channel that its incident has left for another.</summary>
    public static IncidentRow? OfChannel(IDbConnection db, Viewer viewer, string channel) =>
        InChannel(db, viewer, channel) ?? Where(
            db, viewer,
            $"""
            number in (
                select cast(substr(subject, 10) as integer) from history
                where verb = '{IncidentFacts.NoChannel.Word}' and before = @channel)
            and channel_id is not null order by number desc limit 1
            """,
            new { channel }).FirstOrDefault();

    /// <summary>The incident whose channel is called so.</summary>
    public static IncidentRow? InChannelNamed(IDbConnection db, Viewer viewer, string name) => Where(
        db, viewer, "channel_name = @name and channel_id is not null order by number desc limit 1",
        new { name }).FirstOrDefault();

    public static List<IncidentRow> Open(IDbConnection db, Viewer viewer) => Where(db, viewer, $"{IsOpen} order by number desc");

    /// <summary>An open incident that everybody sees has that name.</summary>
    public static bool IsCalled(IDbConnection db, string name) => db.ExecuteScalar<long>(
        $"select exists (select 1 from incidents where {IsOpen} and private = 0 and name = @name)", new { name }) != 0;

    /// <summary>Who leads what is open.</summary>
    public static IEnumerable<string> LeadsOfOpen(IDbConnection db) =>
        db.Query<string>($"select distinct lead from incidents where lead is not null and {IsOpen}");

    /// <summary>The rotations to which something open belongs that nobody leads; null for what belongs to none.</summary>
    public static IEnumerable<string?> Leaderless(IDbConnection db) =>
        db.Query<string?>($"select distinct rotation from incidents where lead is null and {IsOpen}");

    public static IEnumerable<string> ChannelsOfOpen(IDbConnection db) =>
        db.Query<string?>($"select channel_id from incidents where {IsOpen}").OfType<string>();

    public static List<IncidentRow> LatestEnded(IDbConnection db, Viewer viewer, int most) =>
        Where(db, viewer, $"{IsOver} order by number desc limit @most", new { most });

    public static bool AnyFiring(IDbConnection db, long number) =>
        db.ExecuteScalar<long>("select firing_kinds from incidents where number = @number", new { number }) > 0;

    /// <summary>
    /// More kinds of alert, and more of them failing, than before: how many there are is asked with each alert.
    /// </summary>
    public static void CountKinds(Tx tx, long number, long kinds, long firing)
    {
        if (kinds != 0) ToCompareAnew(tx, number);
        if (kinds != 0 || firing != 0)
            tx.Db.Execute(
                """
                update incidents set kinds = kinds + @kinds, firing_kinds = firing_kinds + @firing,
                    joined_at = case when @kinds > 0 then @Now else joined_at end
                where number = @number
                """,
                new { number, kinds, firing, tx.Now });
    }

    /// <summary>The same, counted anew.</summary>
    public static void CountKindsAnew(Tx tx, long number)
    {
        tx.Db.Execute(
            """
            update incidents set kinds = (select count(*) from incident_alerts where incident = @number),
                firing_kinds = (select count(*) from incident_alerts where incident = @number and firing = 1)
            where number = @number
            """,
            new { number });
        ToCompareAnew(tx, number);
    }

    /// <summary>By what it is compared with others may have changed.</summary>
    internal static void ToCompareAnew(Tx tx, long number) => tx.Wake($"similar_changed:{number}");

    /// <summary>Of things that happened to an incident those whose messages in Slack have not been forgotten.</summary>
    internal const string SinceForgotten = "at >= coalesce((select forgotten_at from incidents where number = @incident), 0)";

    public static void Forgotten(Tx tx, IEnumerable<long> numbers) => tx.Db.Execute(
        "update incidents set forgotten_at = @Now where number = @number", numbers.Select(number => new { number, tx.Now }));

    public static void NoneFires(Tx tx, long number) =>
        tx.Db.Execute("update incidents set firing_kinds = 0 where number = @number and firing_kinds <> 0", new { number });

    /// <summary>The incident as its rules see it, inside the caller's transaction.</summary>
    public static IncidentState State(IDbConnection db, IncidentRow incident) => incident.State(AnyFiring(db, incident.Number));

    public static List<TimelineEntry> Timeline(IDbConnection db, Viewer viewer, long number) => db.Query<TimelineEntry>(
        $"""
        select at, actor, verb, before, after, why from history
        where subject = @subject and exists (select 1 from incidents i where number = @number and {Viewer.VisibleTo}) order by id
        """,
        viewer.With(new { number, subject = IncidentRow.SubjectOf(number) })).ToList();

    /// <summary>Writes a new incident and returns its number.</summary>
    public static long Insert(Tx tx, NewIncident incident, IncidentState state)
    {
        var since = incident.Since ?? tx.Now;
        var number = tx.NextNumber("incident");
        tx.Db.Execute(
            """
            insert into incidents (number, id, name, status, severity, affected, known, born, declared_by, declared_at, since,
                opened_at,
                lead, lead_why,
                lead_chosen, call_any_time, touched, waiting_since, waitings, storm, rotation, call_group, unaccepted,
                private)
            values (@number, @id, @Name, @status, @severity, @affected, @Known, @born, @DeclaredBy, @Now, @since, @since, @Lead,
                @LeadWhy,
                @chosen, @anyTime, @touched, @waiting, @Waitings, @storm, @Rotation, @Group,
                @unaccepted, @private)
            """,
            new
            {
                number,
                id = Guid.CreateVersion7(tx.Time).ToString(),
                state.Name,
                status = Words.Of(state.Status),
                severity = Words.Of(state.Severity),
                affected = Words.Of(state.Affected),
                incident.Known,
                born = incident.DeclaredBy is null ? "alert" : "declared",
                incident.DeclaredBy,
                tx.Now,
                since,
                state.Lead,
                incident.LeadWhy,
                chosen = state.LeadChosen ? 1 : 0,
                anyTime = state.CallAnyTime ? 1 : 0,
                touched = state.Touched ? 1 : 0,
                waiting = state.WaitingSince?.ToUnixTimeMilliseconds(),
                state.Waitings,
                storm = incident.Storm ? 1 : 0,
                state.Rotation,
                state.Group,
                unaccepted = state.Unaccepted ? 1 : 0,
                @private = incident.Inside is null ? 0 : 1,
            });
        var subject = IncidentRow.SubjectOf(number);
        tx.Note(subject, IncidentFacts.Opened, incident.DeclaredBy ?? "alert", after: state.Name, why: incident.Why);
        var chooser = state.LeadChosen ? incident.DeclaredBy : null;
        if (state.Lead is { } lead)
            tx.Note(subject, IncidentFacts.Lead, chooser ?? IncidentChange.Bot, after: lead, why: incident.LeadWhy);
        NextUpdateStore.Follow(tx, number, null, state);
        ToCompareAnew(tx, number);
        tx.Wake(subject);
        tx.WakeHomes();
        return number;
    }

    /// <summary>Writes what a step has made of it.</summary>
    public static void Write(Tx tx, IncidentRow incident, Transition step, string? leadWhy, string actor)
    {
        var after = step.After;
        tx.Db.Execute(
            """
            update incidents set name = @Name, status = @status, severity = @severity, affected = @affected,
                lead = @Lead, lead_why = @leadWhy, lead_chosen = @chosen, call_any_time = @anyTime, touched = @touched,
                waiting_since = @waiting, waitings = @Waitings, nobody_left = @left, fix = @Fix, fixed_at = @fixedAt,
                reopened = @Reopened, resolved_at = @ended, ended_by = @endedBy, opened_at = @opened,
                greens = case when @moved = 1 then 0 else greens end, green_at = case when @moved = 1 then @Now else green_at end,
                green_run = case when @moved = 1 then null else green_run end,
                rotation = case when @Moves = 1 then @Rotation else rotation end, call_group = @Group, merged_into = @MergedInto,
                unaccepted = @unaccepted
            where number = @Number
            """,
            new
            {
                after.Name,
                status = Words.Of(after.Status),
                severity = Words.Of(after.Severity),
                affected = Words.Of(after.Affected),
                after.Lead,
                after.Group,
                after.MergedInto,
                unaccepted = after.Unaccepted ? 1 : 0,
                leadWhy,
                chosen = after.LeadChosen ? 1 : 0,
                anyTime = after.CallAnyTime ? 1 : 0,
                touched = after.Touched ? 1 : 0,
                waiting = after.WaitingSince?.ToUnixTimeMilliseconds(),
                after.Waitings,
                left = incident.NobodyLeft && after.WaitingSince is not null && !step.BeginsWaiting ? 1 : 0,
                after.Fix,
                fixedAt = after.FixedAt?.ToUnixTimeMilliseconds(),
                after.Reopened,
                ended = after.EndedAt?.ToUnixTimeMilliseconds(),
                endedBy = after.IsOpen ? null : !step.EndsIt ? incident.EndedBy : actor == IncidentChange.Bot ? null : actor,
                tx.Now,
                moved = after.IsOpen && after.Status != step.Before.Status ? 1 : 0,
                opened = step is { OpensIt: true, TakesBack: false } ? tx.Now : incident.OpenedAt,
                step.Moves,
                after.Rotation,
                incident.Number,
            });
        if (step.EndsIt) AlertedIncident.End(tx, incident.Number);
        ToCompareAnew(tx, incident.Number);
        // What went into this one goes where it goes.
        if (after.MergedInto is { } into)
            tx.Db.Execute("update incidents set merged_into = @into where merged_into = @Number", new { into, incident.Number });
        else if (step is { TakesBack: false, Before.MergedInto: { } other })
        {
            MergedAlerts.LeaveTo(tx, incident.Number, other);
            ToCompareAnew(tx, other);
        }
    }

    /// <summary>It goes on by itself again: what had gone into it before leads to it, and no further.</summary>
    public static void LeadBack(Tx tx, long number, long from, long[] those) => tx.Db.Execute(
        "update incidents set merged_into = @number where merged_into = @from and number in @those", new { number, from, those });

    /// <summary>Whether nobody is left to be called, which the card says with a button for one more.</summary>
    public static void SetNobodyLeft(Tx tx, IncidentRow incident, bool isSo)
    {
        if (incident.NobodyLeft == isSo) return;
        tx.Db.Execute(
            "update incidents set nobody_left = @left where number = @Number", new { left = isSo ? 1 : 0, incident.Number });
        tx.Wake(incident.Subject);
    }

    /// <summary>When it is looked again who is to be called.</summary>
    public static void SetCallsDue(Tx tx, long number, DateTimeOffset? at) => tx.Db.Execute(
        "update incidents set calls_due_at = @at where number = @number and calls_due_at is distinct from @at",
        new { number, at = at?.ToUnixTimeMilliseconds() });

    public static void SetGreens(Tx tx, long number, GreenRuns greens) => tx.Db.Execute(
        "update incidents set greens = @Count, green_at = @at, green_run = @Run where number = @number",
        new { number, greens.Count, at = greens.Last?.ToUnixTimeMilliseconds(), greens.Run });

    /// <summary>Its lead is asked whether it is still open.</summary>
    public static void SetAsked(Tx tx, long number) =>
        tx.Db.Execute("update incidents set asked_at = @Now where number = @number", new { tx.Now, number });

    /// <summary>Until when what its messages say by the clock is true; null where they name no time to come.</summary>
    public static void SetSaysUntil(Tx tx, long number) => tx.Db.Execute(
        "update incidents set says_until = @until where number = @number and says_until is distinct from @until",
        new { number, until = IncidentCard.SaysUntil(tx.Db, number, tx.Time)?.ToUnixTimeMilliseconds() });

    /// <summary>The time has come that the messages of some name: they are shown anew.</summary>
    public static async Task SayAnew(Database database, DateTimeOffset now)
    {
        const string Due = "select number from incidents where says_until <= @now";
        var at = new { now = now.ToUnixTimeMilliseconds() };
        if (!database.Read(db => db.Query<long>(Due, at).Any())) return;
        await database.Change(tx =>
        {
            foreach (var number in tx.Db.Query<long>(Due, at).ToList())
            {
                tx.Wake(IncidentRow.SubjectOf(number));
                SetSaysUntil(tx, number);
            }
        });
    }

    /// <summary>What every card shows may have changed, such as what the teams are called.</summary>
    public static void WakeOpen(Tx tx)
    {
        foreach (var number in tx.Db.Query<long>($"select number from incidents where {IsOpen}").ToList())
            tx.Wake(IncidentRow.SubjectOf(number));
    }
}
