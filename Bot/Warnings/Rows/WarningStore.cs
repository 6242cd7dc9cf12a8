using System.Data;
using System.Globalization;
using Bot.Domain.Warnings;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Warnings.Rows;

/// <summary>The warning ledger: what warns goes in, what a run has clean comes out, and people decide on what stays.</summary>
public static class WarningStore
{
    /// <summary>All that is open, and what was fixed lately.</summary>
    public static List<Warning> All(IDbConnection db, DateTimeOffset now) => FixedSince(db, now - WarningRules.Memory);

    /// <summary>All that is open, and what was fixed since then.</summary>
    public static List<Warning> FixedSince(IDbConnection db, DateTimeOffset then) => WarningRow.Where(
        db, "fixed_at is null or fixed_at >= @since", new { since = then.ToUnixTimeMilliseconds() });

    /// <summary>Those of them for which one of the rotations answers.</summary>
    public static List<Warning> All(
        IDbConnection db, RotationRow row, IReadOnlyList<RotationRow> rotations, DateTimeOffset now) =>
        All(db, now).FindAll(w => RotationStore.Answering(rotations, w.Rotation)?.Id == row.Id);

    /// <summary>These, whatever became of them.</summary>
    public static List<Warning> Find(IDbConnection db, IReadOnlyCollection<long> ids) =>
        ids.Count == 0 ? [] : WarningRow.Where(db, "id in @ids", new { ids });

    /// <summary>An alert says that something warns.</summary>
    public static void Seen(Tx tx, SeenWarning seen) =>
        Write(tx, [WarningRules.Seen(Entry(tx.Db, seen.Place, seen.Node), seen.Entry(tx.Time, isBaseline: false))]);

    /// <summary>An alert says that it is well again.</summary>
    public static void Clean(Tx tx, string place, string node)
    {
        if (Entry(tx.Db, place, node) is { } entry) Write(tx, [WarningRules.Clean(entry, null, tx.Time)]);
    }

    static Warning? Entry(IDbConnection db, string place, string node) =>
        WarningRow.Where(db, "key = @key", new { key = Warning.KeyOf(place, node) }).SingleOrDefault();

    /// <summary>Takes in what a run of dbt says, all of it at once.</summary>
    public static void Take(Tx tx, SeenRun run)
    {
        var isBaseline = IsFirst(tx, run);
        var since = (tx.Time - WarningRules.Memory).ToUnixTimeMilliseconds();
        var known = WarningRow.Where(
            tx.Db, "place = @Place and (fixed_at is null or fixed_at >= @since)", new { run.Place, since })
            .ToDictionary(w => w.Node, StringComparer.Ordinal);
        var warned = run.Warned.Select(
            seen => (Was: known.GetValueOrDefault(seen.Node), seen)).Select(s => (
                s.Was, Is: WarningRules.Seen(s.Was, s.seen.Entry(tx.Time, isBaseline))));
        var clean = known.Values.Where(w => run.Clean.Contains(w.Node) || run.IsGone(w.Node, w.SaidAt ?? DateTimeOffset.MinValue))
            .Select(w => (Was: (Warning?)w, Is: WarningRules.Clean(w, run.RunAt, tx.Time)));
        Write(tx, [.. warned.Concat(clean).Where(w => w.Was != w.Is).Select(w => w.Is)]);
    }

    /// <summary>
    /// Whether what warns in it was there before anybody looked: it is the first of its job, or the first of all its nodes.
    /// </summary>
    static bool IsFirst(Tx tx, SeenRun run) => run.Job is not null && tx.Db.Execute(
        """
        insert into warning_jobs (job, whole, at) values (@Job, @whole, @Now)
        on conflict (job) do update set whole = 1, at = excluded.at where warning_jobs.whole = 0 and excluded.whole = 1
        """,
        new { run.Job, whole = run.IsWhole ? 1 : 0, tx.Now }) > 0;

    /// <summary>Writes them, and lets the incidents that are to fix some of them know.</summary>
    static void Write(Tx tx, IReadOnlyCollection<Warning> warnings)
    {
        if (warnings.Count > 0) tx.WakeHomes();
        var told = warnings.Where(w => w.Incident is not null).ToDictionary(w => w.Node, w => TellIncident(tx, w));
        WarningRow.Write(tx, warnings.Select(w => told.GetValueOrDefault(w.Node, w)));
    }

    // Where its incident is over and it warns all the same, somebody has to decide anew.
    static Warning TellIncident(Tx tx, Warning warning)
    {
        var seen = InIncident(warning);
        // It may have been merged or split off since.
        warning = warning with { Incident = AlertedIncident.Of(tx.Db, seen.Key) ?? warning.Incident };
        if (IncidentStore.Find(tx.Db, Viewer.Bot, warning.Incident!.Value) is not { IsOpen: true } incident)
            return warning.FixedAt is null ? warning with { Incident = null } : warning;
        if (!seen.Firing) AlertedIncident.Recovered(tx, incident, seen, "A run has the warning clean.");
        else AlertedIncident.FailedAgain(tx, incident, seen, "A run has the warning once more.");
        return warning;
    }

    /// <summary>A warning as the incident remembers it that is to fix it.</summary>
    static AlertedIncident.Seen InIncident(Warning warning) => new(
        string.Create(CultureInfo.InvariantCulture, $"warning/{warning.Id}"), warning.About.Title, warning.About.Url,
        warning.FixedAt is null);

    /// <summary>Writes what somebody has decided; returns those on which it was.</summary>
    /// <param name="tx">The change.</param>
    /// <param name="warnings">On which.</param>
    /// <param name="decision">What.</param>
    /// <param name="by">Who.</param>
    public static IReadOnlyList<Warning> Decide(
        Tx tx, IReadOnlyCollection<Warning> warnings, WarningDecision decision, string by)
    {
        var decided = warnings.Where(w => w.FixedAt is null)
            .Select(w => WarningRules.Decide(w, decision, by, tx.Time)).ToList();
        if (decided.Count == 0) return decided;
        if (decision is WarningDecision.Fix fix)
            foreach (var warning in decided) AlertedIncident.Count(tx, fix.Incident, InIncident(warning) with { IsNew = true });
        WarningRow.Write(tx, decided);
        var (verb, what) = Said(decision);
        tx.Note("warnings", verb, by, before: WarningFacts.Named(decided), after: what.After, why: what.Why);
        // A brief that asks about them shows what was decided.
        tx.WakeHomes();
        return decided;
    }

    static (Verb, (string? After, string? Why)) Said(WarningDecision decision) => decision switch
    {
        WarningDecision.Assign assign => (WarningFacts.Assigned, (assign.Person, null)),
        WarningDecision.Snooze snooze =>
            (WarningFacts.Snoozed, (snooze.Until.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), snooze.Why)),
        WarningDecision.Accept accept => (WarningFacts.Accepted, (null, accept.Why)),
        WarningDecision.Fix fix => (WarningFacts.ToBeFixed, (IncidentRow.LabelOf(fix.Incident), null)),
        _ => (WarningFacts.Adopted, (null, null)),
    };

    /// <inheritdoc cref="WarningRow.Forget"/>
    public static int Forget(Tx tx, long before, int most) => WarningRow.Forget(tx, before, most);

    /// <summary>A brief asks about these.</summary>
    public static void Asked(Tx tx, IReadOnlyCollection<long> ids) =>
        WarningRow.Write(tx, Find(tx.Db, ids).Select(w => w with { AskedAt = tx.Time }));
}
