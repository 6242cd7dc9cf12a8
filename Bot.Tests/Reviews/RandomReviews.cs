using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Domain.Reviews;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Reviews;

/// <summary>A store full of whatever may be in it, and questions about it; the same for each seed.</summary>
sealed class RandomReviews(int seed)
{
    public static readonly DateTimeOffset Now = new(2026, 5, 14, 10, 0, 0, TimeSpan.Zero);

    public static readonly string[]
        People = ["U1", "U2", "U3"], Rotations = ["r1", "r2"], Sources = ["circleci", "dbt", "circle"];

    static readonly string[]
        Severities = ["minor", "major", "critical"], Fixes = ["Reverted it", "Ran it again", "A REVERT, again"];

    static readonly string[] Nodes =
        ["node::model.shop.stg_orders", "node::test.shop.unique_orders_id.0123456789", "node::source.shop.raw.orders"];

    readonly Random random = new(seed);

    public ReviewFilter Filter() => new(
        Maybe(() => Of(Rotations)), random.Next(3) == 0 ? Of(Enum.GetValues<Severity>()) : null, Maybe(() => Of(Sources)));

    public ReviewPeriod Period() => ReviewPeriod.Of(Of(Enum.GetValues<ReviewSpan>()), Now, TimeZoneInfo.FindSystemTimeZoneById(
        Of(["Europe/London", "America/Los_Angeles", "Asia/Kolkata"])));

    public async Task Fill(Database database, int count) => await database.Change(tx =>
    {
        foreach (var (id, at) in new[] { ("r0", 1), ("r1", 2), ("r2", 3) }) Rotation(tx, id, at);
        tx.Db.Execute("update rotations set ended_at = 5 where id = 'r0'");
        for (var number = 1; number <= count; number++) Incident(tx, number);
        foreach (var source in Sources) Runs(tx, source);
        for (var i = 0; i < count / 4; i++) Flake(tx, i, count);
        for (var i = 0; i < count / 4; i++) Request(tx, i);
        for (var i = 0; i < count / 2; i++) FollowUp(tx, i, count);
        foreach (var rotation in Rotations) new RandomShifts(random, Now).Fill(tx, rotation);
        new RandomWarnings(random, Now).Fill(tx, count / 4);
    });

    // Round the clock from the beginning on; hours are set later.
    static void Rotation(Tx tx, string id, int at) => tx.Db.Execute(
        """
        insert into rotations (id, made_at, made_by, changes_at) values (@id, @at, 'U1', 9999999999999);
        insert into rotation_settings (rotation, valid_from, saved_by, name, members, hand_off, zone, days, opens, closes,
            group_out_of_hours, named)
        values (@id, @at, 'U1', @id, '["U1","U2"]', '0 9 * * 1', 'UTC', 127, 0, 0, 'nextresponder', '[]')
        """,
        new { id, at });

    void Incident(Tx tx, int number)
    {
        var (at, status) = (Time(), Of(["investigating", "resolved", "closed", "declined"]));
        var ended = status == "investigating" ? (long?)null : at + random.Next(1, 100) * 600_000L;
        var born = Of(["declared", "alert", "alert"]);
        tx.Db.Execute(
            """
            insert into incidents (number, id, name, status, severity, affected, born, declared_at, since, opened_at, lead,
                touched, resolved_at, fix, ended_by, rotation, greens, merged_into, private)
            values (@number, @id, @id, @status, @severity, @affected, @born, @at, @since, @at, @lead, @touched, @ended, @fix, @by,
                @rotation, @greens, @merged, @hidden)
            """,
            new
            {
                number = (long)number,
                id = string.Create(CultureInfo.InvariantCulture, $"i{number}"),
                status,
                severity = Of(Severities),
                affected = Of(["customers", "inside", "notsure"]),
                born,
                at,
                since = at - random.Next(3) * 60_000L,
                lead = Maybe(() => Of(People)),
                touched = random.Next(2),
                ended,
                fix = ended is null ? null : Maybe(() => Of(Fixes)),
                by = ended is null ? null : Maybe(() => Of(People)),
                rotation = Maybe(() => Of(["r0", "r1", "r2"])),
                greens = random.Next(5),
                merged = number > 1 && random.Next(8) == 0 ? 1L : (long?)null,
                hidden = random.Next(3) == 0 ? 1 : 0,
            });
        Beside(tx, number, at, status, born);
    }

    void Beside(Tx tx, int number, long at, string status, string born)
    {
        var subject = string.Create(CultureInfo.InvariantCulture, $"incident:{number}");
        void Note(long then, string verb, string? after, string? why) => tx.Db.Execute(
            "insert into history (at, actor, subject, verb, after, why) values (@then, 'U1', @subject, @verb, @after, @why)",
            new { then, subject, verb, after, why });
        for (var i = random.Next(3); i > 0; i--) Note(at + random.Next(500) * 1000L, "on it", "U1", null);
        if (status == "declined") Note(at + 1, "status", "declined", Maybe(() => Of(["expected", "a drill", "not ours"])));
        if (random.Next(3) == 0)
            tx.Db.Execute(
                """
                insert into incident_people (incident, person, why, invite_from, inside) values (@number, @person, '', 0, @inside)
                """,
                new { number, person = Of(People), inside = random.Next(2) });
        foreach (var sign in Nodes.Append("alert::dbt/x").Append("alert::circleci/y").Where(_ => random.Next(4) == 0))
            tx.Db.Execute("insert into incident_signs (sign, incident) values (@sign, @number)", new { sign, number });
        if (born == "declared") return;
        var source = Of(Sources);
        tx.Db.Execute(
            """
            insert into incident_alerts (incident, key, title, count, first_at, last_at, firing, job)
            values (@number, @key, 'x', 1, @at, @at, 0, @job)
            """,
            new { number, key = $"{source}/{number}", at, job = random.Next(12) == 0 ? $"{source}|0" : null });
        for (var i = random.Next(3); i > 0; i--)
            tx.Db.Execute(
                """
                insert into alerts (at, source, key, title, description, status, status_word, metadata, read_leniently, decision,
                    reason, incident, route)
                values (@at, @source, 'k', 'x', '', 'firing', '', '{}', 0, 'opened', '', @number, @route)
                """,
                new { at, source, number, route = Of<string?>(["a", "b", "gone", null]) });
    }

    // Of each job one after the other, each saying when the next was.
    void Runs(Tx tx, string source)
    {
        for (var job = 0; job < 3; job++)
        {
            var times = Enumerable.Range(0, 60).Select(_ => Time()).Distinct().Order().ToList();
            foreach (var (i, at) in times.Index())
                tx.Db.Execute(
                    """
                    insert into runs (at, source, job, name, red, until_at) values (@at, @source, @job, @name, @red, @until)
                    """,
                    new
                    {
                        at,
                        source,
                        job = $"{source}|{job}",
                        name = $"{source} {job}",
                        red = random.Next(3) == 0 ? 1 : 0,
                        until = i + 1 < times.Count ? times[i + 1] : (long?)null,
                    });
        }
    }

    void Flake(Tx tx, int i, int count) => tx.Db.Execute(
        """
        insert into flakes (key, place, node, source, title, red_at, green_at, incident)
        values (@key, 'p', 'n', @source, @title, @at, @at, @incident)
        """,
        new
        {
            key = $"k{i % 7}",
            source = Of(Sources),
            title = $"flake {i % 7}",
            at = Time(),
            incident = random.Next(4) == 0 ? random.Next(1, count + 1) : (long?)null,
        });

    void Request(Tx tx, int i) => tx.Db.Execute(
        """
        insert into requests (number, rotation, channel, ts, thread, asker, words, is_private, is_followed, asked_at, state,
            last_word, answered_by, answered_at)
        values (@number, @rotation, 'C1', @ts, @ts, 'U9', '', 0, 1, 0, 'answered', 0, @by, @at)
        """,
        new
        {
            number = i + 1L,
            rotation = Of(Rotations),
            ts = i.ToString(CultureInfo.InvariantCulture),
            by = Of(People),
            at = Time(),
        });

    void FollowUp(Tx tx, int i, int count)
    {
        var (at, state) = (Time(), Of(["outstanding", "outstanding", "done", "notdoing"]));
        tx.Db.Execute(
            """
            insert into follow_ups (number, title, owner, due, priority, labels, incident, rotation, made_by, made_at, given_by,
                state, ended_at)
            values (@number, 'mend it', @owner, @due, 'normal', '', @incident, @rotation, 'U1', @at, 'U1', @state, @ended)
            """,
            new
            {
                number = i + 1L,
                owner = Of(People),
                due = Now.AddDays(random.Next(-60, 60)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                incident = random.Next(3) == 0 ? (long?)null : random.Next(1, count + 1),
                rotation = Maybe(() => Of(["r0", "r1", "r2"])),
                at,
                state,
                ended = state == "outstanding" ? (long?)null : at + random.Next(1, 5000) * 60_000L,
            });
    }

    // In the last year, to the second.
    long Time() => (Now - TimeSpan.FromSeconds(random.Next(1, 365 * 24 * 3600))).ToUnixTimeMilliseconds();

    T Of<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    T? Maybe<T>(Func<T> value) where T : class => random.Next(2) == 0 ? value() : null;
}
