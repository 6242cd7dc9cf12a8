using System.Text.Json;
using Bot.Storage;
using Dapper;

namespace Bot.Sandbox;

/// <summary>
/// A store as it is in use: a rotation that is at work at all hours and, where they are asked for, incidents of two years with
/// their alerts, all but the newest of them over.
/// </summary>
static class FilledStore
{
    /// <summary>So many incidents are open, whatever the number of all.</summary>
    public const int Open = 20;

    const int AlertsEach = 10;
    const string Zone = "Europe/London";
    static readonly TimeSpan Past = TimeSpan.FromDays(730);

    /// <summary>The key of the alerts of an incident.</summary>
    public static string KeyOf(long incident) => $"past{incident}";

    public static async Task Make(string connectionString, int incidents = 0)
    {
        using var store = Store.Open(connectionString);
        using var database = new Database(store, TimeProvider.System);
        await database.Change(tx =>
        {
            string[] people = [BareSlackAnswers.Person, "U0BENCH02", "U0BENCH03"];
            foreach (var id in people) new Bot.People.Person { Id = id, Team = "T0BENCH01", Name = id, Zone = Zone }.Save(tx);
            tx.Db.Execute(Rotation, new { tx.Now, by = people[0], members = JsonSerializer.Serialize(people), Zone });
        });
        // One statement at a time, each of them quick.
        foreach (var statement in incidents == 0 ? [] : Statements) await database.Change(tx => tx.Db.Execute(statement, new
        {
            incidents,
            Open,
            AlertsEach,
            from = tx.Now - (long)Past.TotalMilliseconds,
            step = (long)Past.TotalMilliseconds / incidents,
            kept = tx.Now - (long)TimeSpan.FromDays(30).TotalMilliseconds,
            shown = tx.Now - (long)TimeSpan.FromDays(90).TotalMilliseconds,
            lead = BareSlackAnswers.Person,
        }));
    }

    // Its shifts are laid out at the bot's first look.
    const string Rotation =
        """
        insert into rotations (id, made_at, made_by, changes_at) values ('bench', @Now, @by, @Now);
        insert into rotation_settings (rotation, valid_from, saved_by, name, members, hand_off, zone, days, opens, closes,
            group_handle, group_out_of_hours, named)
        values ('bench', @Now, @by, 'Data', @members, '0 9 * * 1', @Zone, 127, 0, 0, 'data-responder', 'nextresponder', '[]')
        """;

    // As the bot would have left them, bodies and messages no longer than they are kept.
    static readonly string[] Statements =
    [
        """
        with recursive n (x) as (select 1 union all select x + 1 from n where x < @incidents)
        insert into incidents (number, id, name, status, severity, affected, born, declared_at, since, opened_at, lead, lead_why,
            touched, resolved_at, fix, ended_by, channel_name, channel_id, put_away_at, archived_at, rotation, kinds,
            firing_kinds, forgotten_at)
        select x, 'bench-' || x, 'orders_' || x || ' failed',
            case when x > @incidents - @Open then 'investigating' else 'closed' end, 'minor', 'inside', 'alert',
            @from + x * @step, @from + x * @step, @from + x * @step, @lead, 'on call', 1,
            case when x > @incidents - @Open then null else @from + x * @step + 3600000 end,
            case when x > @incidents - @Open then null else 'Ran it again' end,
            case when x > @incidents - @Open then null else @lead end, 'inc-' || x, 'C0PAST' || x,
            case when x > @incidents - @Open then null else @from + x * @step + 604800000 end,
            case when x > @incidents - @Open then null else @from + x * @step + 604800000 end, 'bench', 1,
            case when x > @incidents - @Open then 1 else 0 end,
            case when @from + x * @step < @shown then @from + x * @step + 7776000000 else null end
        from n
        """,
        """
        with recursive n (x) as (select 1 union all select x + 1 from n where x < @AlertsEach)
        insert into alerts (at, source, key, title, description, status, status_word, branch, metadata, read_leniently, decision,
            reason, incident, body_hash, nth)
        select i.declared_at + n.x * 60000, 'bench', 'past' || i.number, i.name, '', 'firing', 'firing', 'main',
            '{"branch":"main"}', 0, case when n.x = 1 then 'opened' else 'joined' end, 'It is about branch main.', i.number,
            lower(hex(randomblob(32))), (i.number - 1) * @AlertsEach + n.x
        from incidents i cross join n order by i.number, n.x
        """,
        """
        insert into bodies (hash, bytes, at) select body_hash, cast('{"title":"' || title || '","status":"firing"}' as blob), at
        from alerts where at > @kept
        """,
        """
        insert into incident_alerts (incident, key, title, count, first_at, last_at, joined_at, firing, metadata)
        select number, 'bench/past' || number, name, @AlertsEach, declared_at, declared_at + 600000, declared_at, firing_kinds,
            '{"branch":"main"}' from incidents
        """,
        """
        insert into history (at, actor, subject, verb, after) select declared_at, 'alert', 'incident:' || number, 'opened', name
        from incidents order by number
        """,
        """
        insert into history (at, actor, subject, verb, after) select declared_at, 'bot', 'incident:' || number, 'lead', lead
        from incidents order by number
        """,
        """
        insert into history (at, actor, subject, verb, before, after)
        select resolved_at, lead, 'incident:' || number, 'status', 'investigating', 'resolved' from incidents
        where resolved_at is not null order by number
        """,
        """
        insert into posts (slot, channel, attempted_at, ts, hash)
        select 'incident:' || number || ':card', channel_id, declared_at, '1700000000.' || (number % 1000000), 'shown'
        from incidents where forgotten_at is null
        """,
        "update counters set value = @incidents where name = 'incident'",
    ];
}
