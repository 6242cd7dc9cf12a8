using System.Data;
using Bot.Domain.Alerts;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Alerts.Forwarding;

/// <summary>Something that waits to be sent on.</summary>
public sealed class WaitingForward
{
    public long Id { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }

    /// <summary>Since when it waits, in wire time.</summary>
    public long Since { get; init; }
    public long Tries { get; init; }
    public long? Incident { get; init; }

    /// <summary>The channel of its incident, once there is one.</summary>
    public string? Channel { get; init; }

    /// <summary>It ends what its destination has taken.</summary>
    public bool Ends { get; init; }

    public ForwardedAlert Alert => field ??= ForwardedAlert.Read(Body);
}

/// <summary>How many wait for a destination, and what was given up last.</summary>
public sealed class ForwardCounts
{
    public long Waiting { get; init; }
    public long? GaveUpAt { get; init; }
    public string? GaveUp { get; init; }
}

/// <summary>What is sent on, from the alert's own change until its destination has taken it.</summary>
public static class ForwardStore
{
    const int Looked = 50;

    const string Waits = "f.taken_at is null and f.gave_up_at is null";

    // Its destination was told, and not that it is well.
    const string IsOpen =
        """
        f.status = 'firing' and f.gave_up_at is null and not exists (
            select 1 from forwards w where w.destination = f.destination and w.subject = f.subject and w.status = 'resolved'
                and w.id > f.id)
        """;

    sealed record Told(string Destination, string Subject, string Body);

    /// <summary>An alert fires that its route sends on.</summary>
    /// <returns>What was done.</returns>
    public static ForwardStep Fires(Tx tx, string destination, ForwardedAlert alert)
    {
        var told = Newest(tx.Db.Query<Told>(
            $"""
            select f.destination, f.subject, f.body from forwards f
            where f.destination = @destination and {IsOpen}
                and (f.subject = @Subject or f.subject in (select key from incident_alerts where incident = @Incident))
            order by f.id desc
            """,
            new { destination, alert.Subject, alert.Incident })).Select(t => ForwardedAlert.Read(t.Body)).ToList();
        var step = ForwardRules.Of(alert.Severity, [.. told.Select(t => (t.Severity, t.At))], tx.Time);
        if (step == ForwardStep.Begin) Add(tx, destination, alert);
        else if (step == ForwardStep.Repeat)
            Add(tx, destination, told.First(t => t.Severity >= alert.Severity).Anew(isFiring: true, tx.Time));
        return step;
    }

    /// <summary>Whoever was told of an alert hears that it is well.</summary>
    public static void Ends(Tx tx, string subject) => End(tx, "f.subject = @subject", new { subject });

    /// <summary>The same of all alerts of an incident, but for those that fire in another.</summary>
    public static void EndsIncident(Tx tx, long incident) => End(
        tx,
        """
        f.subject in (select a.key from incident_alerts a where a.incident = @incident and not exists (
            select 1 from incident_alerts other where other.key = a.key and other.incident <> @incident and other.firing = 1))
        """,
        new { incident });

    static void End(Tx tx, string which, object values)
    {
        foreach (var told in Newest(tx.Db.Query<Told>(
            $"select f.destination, f.subject, f.body from forwards f where {which} and {IsOpen} order by f.id desc", values)))
            Add(tx, told.Destination, ForwardedAlert.Read(told.Body).Anew(isFiring: false, tx.Time));
    }

    // What was told again is one thing.
    static List<Told> Newest(IEnumerable<Told> newestFirst) => [.. newestFirst.DistinctBy(t => (t.Destination, t.Subject))];

    static void Add(Tx tx, string destination, ForwardedAlert forwarded)
    {
        // What is private, or became so since it was told of, is not named elsewhere.
        var alert = forwarded.Incident is { } number && IncidentStore.Find(tx.Db, Viewer.Public, number) is null
            ? forwarded with { Incident = null } : forwarded;
        tx.Db.Execute(
            """
            insert into forwards (destination, subject, status, incident, body, at, since, next_at)
            values (@destination, @Subject, @status, @Incident, @body, @Now, @WireNow, @WireNow)
            """,
            new
            {
                destination,
                alert.Subject,
                status = alert.IsFiring ? "firing" : "resolved",
                alert.Incident,
                body = alert.Write(),
                tx.Now,
                tx.WireNow,
            });
        tx.Wake(DestinationRow.SubjectOf(destination));
    }

    /// <summary>
    /// What may be sent to a destination at that moment of wire time, the oldest first: of one alert nothing overtakes what came
    /// before it.
    /// </summary>
    public static List<WaitingForward> Due(IDbConnection db, string destination, long now) => db.Query<WaitingForward>(
        $"""
        select f.id, f.subject, f.body, f.since, f.tries, f.incident,
            (select channel_id from incidents where number = f.incident and private = 0) as channel,
            case when f.status = 'resolved' and exists (
                select 1 from forwards b where b.destination = f.destination and b.subject = f.subject and b.id < f.id
                    and b.status = 'firing' and b.taken_at is not null and not exists (
                        select 1 from forwards e where e.destination = b.destination and e.subject = b.subject
                            and e.status = 'resolved' and e.id > b.id and e.id < f.id))
                then 1 else 0 end as ends
        from forwards f where f.destination = @destination and {Waits} and f.next_at <= @now and not exists (
            select 1 from forwards b where b.destination = f.destination and b.subject = f.subject and b.id < f.id
                and b.taken_at is null and b.gave_up_at is null)
        order by f.id limit {Looked}
        """,
        new { destination, now }).ToList();

    /// <summary>The destinations for which something is due that nobody is about to send.</summary>
    public static List<string> DueFor(IDbConnection db, long now) => db.Query<string>(
        $"""
        select d.id from destinations d where (d.paused_until is null or d.paused_until <= @now)
            and exists (select 1 from forwards f where f.destination = d.id and {Waits} and f.next_at <= @now)
            and not exists (select 1 from wakes w where w.subject = 'forward:' || d.id)
        """,
        new { now }).ToList();

    public static void Taken(Tx tx, long id) =>
        tx.Db.Execute("update forwards set taken_at = @Now, tries = tries + 1 where id = @id", new { id, tx.Now });

    public static void GiveUp(Tx tx, long id, string why) =>
        tx.Db.Execute("update forwards set gave_up_at = @Now, gave_up = @why where id = @id", new { id, why, tx.Now });

    /// <summary>It need not be sent.</summary>
    public static void Leave(Tx tx, long id) => tx.Db.Execute("delete from forwards where id = @id", new { id });

    public static void Later(Tx tx, long id, long next) =>
        tx.Db.Execute("update forwards set tries = tries + 1, next_at = @next where id = @id", new { id, next });

    /// <summary>Gives up what has waited since before then (wire time); returns how many.</summary>
    public static int GiveUpOld(Tx tx, string destination, long before, string why) => tx.Db.Execute(
        """
        update forwards set gave_up_at = @Now, gave_up = @why
        where destination = @destination and taken_at is null and gave_up_at is null and since <= @before
        """,
        new { destination, before, why, tx.Now });

    /// <summary>
    /// What was to be sent when a backup was made was sent since: nobody is paged for it once more. That something is well may be
    /// said twice.
    /// </summary>
    internal static void AfterRestore(Tx tx) => tx.Db.Execute(
        """
        update forwards set gave_up_at = @Now, gave_up = 'The bot was restored from a backup.'
        where taken_at is null and gave_up_at is null and status = 'firing'
        """,
        new { tx.Now });

    internal static void Retry(Tx tx, string destination)
    {
        tx.Db.Execute(
            """
            update forwards set next_at = @WireNow
            where destination = @destination and taken_at is null and gave_up_at is null and next_at > @WireNow
            """,
            new { destination, tx.WireNow });
        tx.Wake(DestinationRow.SubjectOf(destination));
    }

    internal static void Drop(Tx tx, string destination) =>
        tx.Db.Execute("delete from forwards where destination = @destination", new { destination });

    public static ForwardCounts Counts(IDbConnection db, string destination) => db.QuerySingle<ForwardCounts>(
        $"""
        select (select count(*) from forwards f where f.destination = @destination and {Waits}) as waiting,
            (select max(gave_up_at) from forwards where destination = @destination) as gave_up_at,
            (select gave_up from forwards where destination = @destination and gave_up_at is not null
                order by gave_up_at desc, id desc limit 1) as gave_up
        """,
        new { destination });

    /// <summary>Forgets what is over, but for what its destination may still hold for open; returns how many.</summary>
    public static int ForgetEnded(Tx tx, long before, int most) => tx.Db.Execute(
        $"""
        delete from forwards where id in (
            select f.id from forwards f where f.at < @before and not ({Waits}) and not ({IsOpen}) order by f.at limit @most)
        """,
        new { before, most });

    /// <summary>Forgets all that is over.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        $"""
        delete from forwards where id in (
            select f.id from forwards f where f.at < @before and not ({Waits}) order by f.at limit @most)
        """,
        new { before, most });
}
