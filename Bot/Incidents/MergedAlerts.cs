using System.Data;
using System.Text.Json;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>Alerts that go along with their incident into another one, and come back with it.</summary>
static class MergedAlerts
{
    const string Told = "title, source_url, metadata, job, said, attributes";

    // Each has as many values as there are columns, of which a statement takes some ten thousands.
    const int AtOnce = 200;

    static readonly (string Name, Func<MergedAlert, object?> Value)[] Columns =
    [
        ("title", a => a.Title), ("source_url", a => a.SourceUrl), ("metadata", a => a.Metadata), ("job", a => a.Job),
        ("said", a => a.Said), ("attributes", a => a.Attributes), ("count", a => a.Count), ("first_at", a => a.FirstAt),
        ("last_at", a => a.LastAt), ("firing", a => a.Firing), ("left_firing", a => a.LeftFiring), ("well_at", a => a.WellAt),
        ("red_since", a => a.RedSince), ("asked", a => a.Asked), ("split", a => a.Split),
    ];

    static readonly string Kept = string.Join(", ", Columns.Select(c => c.Name));

    /// <summary>
    /// Another incident has all of them from now on, and what comes for them joins that one. What they were is still seen here.
    /// </summary>
    public static void Merge(Tx tx, long from, long to)
    {
        Remember(tx, from, to);
        // What came last is what is known of it.
        var newest = string.Join(
            ", ",
            Told.Split(", ").Select(column =>
                $"{column} = case when excluded.last_at > incident_alerts.last_at then excluded.{column} "
                    + $"else incident_alerts.{column} end"));
        tx.Db.Execute(
            $"""
            insert into incident_alerts (incident, key, joined_at, {Kept})
            select @to, key, @Now, {Kept} from incident_alerts where incident = @from
            on conflict (incident, key) do update set
                {newest},
                count = incident_alerts.count + excluded.count,
                first_at = case when excluded.first_at < incident_alerts.first_at then excluded.first_at
                    else incident_alerts.first_at end,
                last_at = case when excluded.last_at > incident_alerts.last_at then excluded.last_at
                    else incident_alerts.last_at end,
                red_since = case when incident_alerts.firing = 0
                    or excluded.firing = 1 and excluded.red_since < incident_alerts.red_since then excluded.red_since
                    else incident_alerts.red_since end,
                well_at = case when excluded.firing = 1 or incident_alerts.firing = 1 then null
                    else coalesce(incident_alerts.well_at, excluded.well_at) end,
                asked = case when excluded.asked > coalesce(incident_alerts.asked, -1) then excluded.asked
                    else incident_alerts.asked end,
                left_firing = case when excluded.firing = 1 then 0 else incident_alerts.left_firing end,
                firing = case when excluded.firing = 1 then 1 else incident_alerts.firing end
            """,
            new { from, to, tx.Now });
        tx.Db.Execute("update incident_alerts set firing = 0, left_firing = 0 where incident = @from", new { from });
        IncidentStore.CountKindsAnew(tx, from);
        IncidentStore.CountKindsAnew(tx, to);
        tx.Wake(IncidentRow.SubjectOf(to));
    }

    /// <summary>It was merged and is opened again: its alerts stay where they are by now.</summary>
    public static void LeaveTo(Tx tx, long number, long other)
    {
        tx.Db.Execute(
            """
            delete from incident_alerts where incident = @number
                and key in (select key from incident_alerts where incident = @other)
            """,
            new { number, other });
        IncidentStore.CountKindsAnew(tx, number);
    }

    /// <summary>
    /// What fails, and what the other has of the same kind, is known for as long as the merge can be taken back.
    /// </summary>
    static void Remember(Tx tx, long from, long to)
    {
        MergeStore.NoteAlerts(tx, from);
        var both = OfBoth(tx.Db, to, from).Select(alert => new MergedPart(alert.Key, JsonSerializer.Serialize(alert)));
        MergeStore.Note(tx, from, MergeStore.Doubled, both);
    }

    /// <summary>
    /// The merge is taken back: each alert is where it was, as it stands by now. Of a kind that both had, what came since stays
    /// with the one that went on; what was split off from that one stays where it is.
    /// </summary>
    public static void GiveBack(Tx tx, long from, long to, long mergedAt)
    {
        var parts = MergeStore.Parts(tx.Db, from, MergeStore.Alert);
        var doubled = MergeStore.Parts(tx.Db, from, MergeStore.Doubled)
            .ConvertAll(p => JsonSerializer.Deserialize<MergedAlert>(p.Was!)!);
        var alone = parts.Select(p => p.Id).Except(doubled.Select(d => d.Key)).ToList();
        var fired = parts.Where(p => p.Was == MergeStore.Firing).Select(p => p.Id).ToHashSet();
        GiveBackDoubled(tx, from, to, doubled, fired, mergedAt);
        foreach (var some in alone.Chunk(500))
        {
            var keys = new { from, to, some, fired = some.Where(fired.Contains).DefaultIfEmpty("").ToArray() };
            tx.Db.Execute(
                $"""
                update incident_alerts set ({Kept}) = (
                    select {Kept} from incident_alerts t where t.incident = @to and t.key = incident_alerts.key)
                where incident = @from and key in @some and key in (select key from incident_alerts where incident = @to)
                """,
                keys);
            tx.Db.Execute("delete from incident_alerts where incident = @to and key in @some", keys);
            // What the one that went on left failing at its own end fails here.
            tx.Db.Execute(
                """
                update incident_alerts set firing = 1, left_firing = 0
                where incident = @from and left_firing = 1 and key in @fired
                """,
                keys);
        }

        IncidentStore.CountKindsAnew(tx, from);
        IncidentStore.CountKindsAnew(tx, to);
        tx.Wake(IncidentRow.SubjectOf(to));
    }

    static void GiveBackDoubled(
        Tx tx, long from, long to, List<MergedAlert> doubled, HashSet<string> fired, long mergedAt)
    {
        var goneOn = OfBoth(tx.Db, to, from).ToDictionary(alert => alert.Key);
        var own = OfBoth(tx.Db, from, to).ToDictionary(alert => alert.Key);
        List<MergedAlert> stay = [], back = [];
        // What was split off since stays where it is.
        foreach (var was in doubled.Where(was => own.ContainsKey(was.Key)))
        {
            var (now, mine) = (goneOn[was.Key], own[was.Key]);
            var isNews = now.LastAt > mergedAt || now.WellAt > mergedAt || now.Count != was.Count + mine.Count;
            stay.Add(isNews ? now with { Count = now.Count - mine.Count }
                // It may have ended since, and then nothing fires there.
                : was with
                {
                    Firing = Math.Min(was.Firing, now.Firing),
                    LeftFiring = Math.Max(was.LeftFiring, now.LeftFiring),
                });
            back.Add(mine with { Firing = isNews ? now.Firing : fired.Contains(was.Key) ? 1 : 0, LeftFiring = 0 });
        }

        Write(tx, to, stay);
        Write(tx, from, back);
    }

    /// <summary>What one incident has of the kinds that another one has as well.</summary>
    static List<MergedAlert> OfBoth(IDbConnection db, long incident, long other) => db.Query<MergedAlert>(
        $"""
        select key, {Kept} from incident_alerts
        where incident = @incident and key in (select key from incident_alerts where incident = @other)
        """,
        new { incident, other }).ToList();

    /// <summary>Writes what the incident has of these kinds, many at a time.</summary>
    static void Write(Tx tx, long incident, List<MergedAlert> alerts)
    {
        foreach (var some in alerts.Chunk(AtOnce))
        {
            var values = new DynamicParameters(new { incident, tx.Now });
            for (var nth = 0; nth < some.Length; nth++)
            {
                values.Add($"key{nth}", some[nth].Key);
                foreach (var (column, value) in Columns) values.Add($"{column}{nth}", value(some[nth]));
            }

            var rows = some.Select((_, nth) =>
                $"(@incident, @key{nth}, @Now, {string.Join(", ", Columns.Select(c => $"@{c.Name}{nth}"))})");
            tx.Db.Execute(
                $"""
                insert into incident_alerts (incident, key, joined_at, {Kept}) values {string.Join(", ", rows)}
                on conflict (incident, key) do update set
                    {string.Join(", ", Columns.Select(c => $"{c.Name} = excluded.{c.Name}"))}
                """,
                values);
        }
    }
}

/// <summary>An alert as a row of an incident has it. Times are unix milliseconds of workspace time.</summary>
public sealed record MergedAlert(
    string Key, string Title, string? SourceUrl, string Metadata, string? Job, string? Said, string? Attributes, long Count,
    long FirstAt, long LastAt, long Firing, long LeftFiring, long? WellAt, long RedSince, long? Asked, long Split);
