using System.Data;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// What is promised of the next update of an incident, as stored. Times are unix milliseconds of workspace time.
/// </summary>
public sealed class NextUpdateRow
{
    public long Incident { get; init; }
    public long? Chosen { get; init; }
    public long? Since { get; init; }
    public long? DueAt { get; init; }
    public long Reminded { get; init; }
    public long? RemindAt { get; init; }

    /// <summary>How many reminders there ever were: the number of the last one.</summary>
    public long Reminders { get; init; }

    /// <summary>Whom the last one went to.</summary>
    public string? Person { get; init; }

    /// <summary>Null where nothing is promised.</summary>
    public UpdatePlan? Plan => At(Since) is { } since
        ? new((int?)Chosen, since, At(DueAt)) { Reminded = (int)Reminded, RemindAt = At(RemindAt) }
        : null;

    static DateTimeOffset? At(long? unixMilliseconds) =>
        unixMilliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}

/// <summary>The rows of what is promised of next updates.</summary>
public static class NextUpdateStore
{
    /// <summary>The subject of the reminder.</summary>
    public const string Subject = "update_due";

    const string Columns = "incident, chosen, since, due_at, reminded, remind_at, reminders, person";

    public static NextUpdateRow? Find(IDbConnection db, long incident) => db.QuerySingleOrDefault<NextUpdateRow>(
        $"select {Columns} from next_updates where incident = @incident", new { incident });

    /// <summary>What somebody chose, in minutes; null where the severity decides.</summary>
    public static int? Chosen(IDbConnection db, long incident) => Find(db, incident)?.Plan?.Chosen;

    /// <summary>The incidents whose lead may have to be reminded.</summary>
    public static List<long> Due(IDbConnection db, DateTimeOffset now) => db.Query<long>(
        "select incident from next_updates where remind_at <= @now order by incident",
        new { now = now.ToUnixTimeMilliseconds() }).ToList();

    /// <summary>When the next updates are due of all that promise one, by their incidents; unix milliseconds.</summary>
    public static IReadOnlyDictionary<long, long> AllDue(IDbConnection db) => db.Query<(long Incident, long At)>(
        "select incident, due_at from next_updates where due_at is not null").ToDictionary(due => due.Incident, due => due.At);

    /// <summary>Whether one has become due after the one time, until the other.</summary>
    public static bool AnyDue(IDbConnection db, DateTimeOffset after, DateTimeOffset until) => db.ExecuteScalar<long>(
        "select exists (select 1 from next_updates where due_at > @after and due_at <= @until)",
        new { after = after.ToUnixTimeMilliseconds(), until = until.ToUnixTimeMilliseconds() }) != 0;

    /// <summary>What is promised follows what becomes of an incident; inside the change that makes it so.</summary>
    public static void Follow(Tx tx, long incident, IncidentState? before, IncidentState after)
    {
        var row = Find(tx.Db, incident);
        Save(tx, incident, row, NextUpdate.Follow(row?.Plan, before, after, tx.Time, () => HoursOf(tx, after)));
    }

    /// <summary>An update was given: the next is due as was chosen with it, or as the severity says.</summary>
    public static void Given(Tx tx, IncidentRow incident, IncidentState state, int? chosen, string by)
    {
        var row = Find(tx.Db, incident.Number);
        if (NextUpdate.CanBe(state) && row?.Plan?.Chosen != chosen) Note(tx, incident, chosen, by);
        Save(tx, incident.Number, row, NextUpdate.Given(state, chosen, tx.Time, () => HoursOf(tx, state)));
    }

    /// <summary>Its lead was reminded, put it off, or wants to hear no more of it.</summary>
    public static void Set(Tx tx, NextUpdateRow row, UpdatePlan plan) => Save(tx, row.Incident, row, plan);

    /// <summary>The reminder that is sent now.</summary>
    public static void SetReminded(Tx tx, NextUpdateRow row, string person)
    {
        Save(tx, row.Incident, row, NextUpdate.Reminded(row.Plan!, tx.Time));
        tx.Db.Execute(
            "update next_updates set reminders = reminders + 1, person = @person where incident = @Incident",
            new { row.Incident, person });
    }

    /// <summary>What was to remind somebody before a restore is missed; the next update brings the next reminder.</summary>
    public static void AfterRestore(Tx tx) =>
        tx.Db.Execute("update next_updates set remind_at = null where remind_at <= @Now", new { tx.Now });

    /// <summary>Somebody chose when the next is due.</summary>
    public static void Note(Tx tx, IncidentRow incident, int? chosen, string by) => tx.Note(
        incident.Subject, IncidentFacts.NextUpdate, by,
        after: chosen?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "");

    static void Save(Tx tx, long incident, NextUpdateRow? row, UpdatePlan? plan)
    {
        if (row?.Plan == plan) return;
        tx.Db.Execute(
            """
            insert into next_updates (incident, chosen, since, due_at, reminded, remind_at)
            values (@incident, @Chosen, @since, @due, @reminded, @remind)
            on conflict (incident) do update set chosen = excluded.chosen, since = excluded.since, due_at = excluded.due_at,
                reminded = excluded.reminded, remind_at = excluded.remind_at
            """,
            new
            {
                incident,
                plan?.Chosen,
                since = plan?.Since.ToUnixTimeMilliseconds(),
                due = plan?.DueAt?.ToUnixTimeMilliseconds(),
                reminded = plan?.Reminded ?? 0,
                remind = plan?.RemindAt?.ToUnixTimeMilliseconds(),
            });
        if (row?.Plan?.DueAt != plan?.DueAt)
        {
            IncidentStore.SetSaysUntil(tx, incident);
            tx.Wake(IncidentRow.SubjectOf(incident));
            tx.WakeHomes();
        }

        if (row?.Reminders > 0 || plan?.Reminded > 0) tx.Wake($"{Subject}:{incident}");
    }

    // Of what nobody leads those of its rotation count.
    static WorkingHours HoursOf(Tx tx, IncidentState state)
    {
        var rotations = RotationStore.All(tx.Db, tx.Time);
        return state.Lead is null && RotationStore.Answering(rotations, state.Rotation) is { } rotation
            ? rotation.Rotation.Hours
            : PersonHours.Own(tx.Db, state.Lead ?? "", rotations);
    }
}
